package io.pagebridge.engine.pdfbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pagebridge.worker.WorkerCommand;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.logging.LogFactory;
import org.apache.fontbox.FontBoxFont;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.util.Version;
import org.jboss.logging.Logger;

/** How the child JVM in which PDFBox runs is started: this JVM's own {@code java}, a small heap, only the jars it needs. */
public final class PdfBoxCommand {
    /** One class of each jar that the child needs; the jars are found through the classes. */
    private static final List<Class<?>> NEEDED =
            List.of(
                    PdfBoxWorker.class,
                    PDDocument.class,
                    RandomAccessRead.class,
                    FontBoxFont.class,
                    LogFactory.class,
                    Logger.class,
                    ObjectMapper.class,
                    JsonFactory.class,
                    JsonProperty.class);

    private PdfBoxCommand() {}

    /** @param heap of the child in bytes; PDF and page content must fit */
    public static WorkerCommand of(long heap) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return WorkerCommand.program(
                java,
                "-Xmx" + heap,
                "-Xss4m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-cp",
                classPath(),
                PdfBoxWorker.class.getName());
    }

    /** Of the library, without starting anything. */
    public static String version() {
        return Version.getVersion();
    }

    private static String classPath() {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> needed : NEEDED) {
            places.add(place(needed));
        }
        return String.join(File.pathSeparator, places);
    }

    private static String place(Class<?> needed) {
        CodeSource source = needed.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            throw new IllegalStateException("no jar holds " + needed.getName());
        }
        try {
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(
                    "the jar of " + needed.getName() + " has an odd address", e);
        }
    }
}
