import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Reads the chunks of a PDF as they come, one JSON object a line; needs nothing but the JDK and a JSON library.
 *
 * <pre>java -cp jackson-databind.jar:… Chunks.java http://localhost:8080 report.pdf</pre>
 */
public class Chunks {
    public static void main(String[] arguments) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(arguments[0] + "/v1/extract"))
                        .header("Content-Type", "application/pdf")
                        .header("Accept", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofFile(Path.of(arguments[1])))
                        .build();
        ObjectMapper json = new ObjectMapper();
        boolean complete = false;
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofLines());
            for (String line : (Iterable<String>) answer.body()::iterator) {
                JsonNode object = json.readTree(line);
                switch (object.path("type").asText()) {
                    case "progress" ->
                            System.out.printf("page %s of %s%n", object.get("page"), object.get("of"));
                    case "chunk" ->
                            System.out.printf(
                                    "chunk %s: pages %s, %s tokens%n",
                                    object.path("id").asText(),
                                    object.get("pages"),
                                    object.get("tokens"));
                    case "done" -> complete = true;
                    default -> {}
                }
            }
        }
        // A stream without "done" is incomplete; so is an answer that is a problem.
        System.exit(complete ? 0 : 1);
    }
}
