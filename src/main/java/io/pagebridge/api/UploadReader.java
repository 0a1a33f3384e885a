package io.pagebridge.api;

import io.pagebridge.extraction.EngineFacts;
import io.pagebridge.extraction.ExtractionOptions;
import io.pagebridge.extraction.Intake;
import io.pagebridge.extraction.OptionsParser;
import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** Reads a document and its options from either kind of request. */
@Singleton
class UploadReader {
    private static final String FILE = "file";
    private static final String PASSWORD = "password";
    private static final String PASSWORD_HEADER = "X-PDF-Password";
    private static final String PAGE_BREAKS = "page_breaks";

    private final OptionsParser options;
    private final EngineFacts engine;
    private final Spool spool;

    UploadReader(OptionsParser options, EngineFacts engine, Spool spool) {
        this.options = options;
        this.engine = engine;
        this.spool = spool;
    }

    /** Options are checked before the document is received. */
    Upload fromBody(InputStream untrustedBody, RoutingContext context) throws IOException {
        Map<String, List<String>> fields = query(context);
        boolean pageBreaks = takePageBreaks(fields);
        ExtractionOptions wanted = parse(fields);
        Path file = spool.keep(untrustedBody);
        boolean kept = false;
        try {
            Intake intake = Intake.of(file, Filenames.of(context.request()));
            kept = true;
            return new Upload(intake, wanted, pageBreaks, true);
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }

    Upload fromForm(MultipartFormDataInput untrustedForm, RoutingContext context)
            throws IOException {
        Map<String, List<String>> fields = query(context);
        FormValue file = null;
        for (Map.Entry<String, Collection<FormValue>> part : untrustedForm.getValues().entrySet()) {
            for (FormValue value : part.getValue()) {
                if (part.getKey().equals(FILE)) {
                    if (file != null) {
                        throw invalid("The form has more than one part 'file'; one is allowed.");
                    }
                    file = value;
                } else if (value.isFileItem()) {
                    throw invalid("Only the part 'file' may be a file; options are plain fields.");
                } else {
                    fields.computeIfAbsent(part.getKey(), name -> new ArrayList<>())
                            .add(value.getValue());
                }
            }
        }
        boolean pageBreaks = takePageBreaks(fields);
        ExtractionOptions wanted = parse(fields);
        if (file == null || !file.isFileItem()) {
            throw invalid("The form needs a part 'file' with a filename: the PDF.");
        }
        Intake intake = Intake.of(file.getFileItem().getFile(), file.getFileName());
        return new Upload(intake, wanted, pageBreaks, false);
    }

    private ExtractionOptions parse(Map<String, List<String>> fields) {
        return options.parse(fields, engine.facts().ocrLanguages());
    }

    /** The query's options, and the password where a header brings it; refuses one in the query, which ends in logs. */
    private static Map<String, List<String>> query(RoutingContext context) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        MultiMap query = context.queryParams();
        for (String name : query.names()) {
            if (name.equals(PASSWORD)) {
                throw invalid(
                        "Option 'password' may not stand in the query; allowed: form part"
                                + " 'password' or header X-PDF-Password.");
            }
            fields.put(name, new ArrayList<>(query.getAll(name)));
        }
        String password = context.request().getHeader(PASSWORD_HEADER);
        if (password != null) {
            fields.put(PASSWORD, new ArrayList<>(List.of(password)));
        }
        return fields;
    }

    private static boolean takePageBreaks(Map<String, List<String>> fields) {
        List<String> given = fields.remove(PAGE_BREAKS);
        if (given == null || given.equals(List.of("false"))) {
            return false;
        }
        if (given.equals(List.of("true"))) {
            return true;
        }
        throw invalid(
                "Option 'page_breaks' has a value that is not allowed; allowed: true, false.");
    }

    private static FailureException invalid(String message) {
        return new FailureException(FailureKind.INVALID_REQUEST, message);
    }
}
