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
        ExtractionOptions wanted = parse(fields);
        Path file =
                spool.keep(
                        BodyEncoding.decoded(
                                untrustedBody, context.request().getHeader("Content-Encoding")));
        boolean kept = false;
        try {
            Intake intake = Intake.of(file, Filenames.of(context.request()));
            kept = true;
            return new Upload(intake, wanted, true);
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }

    Upload fromForm(MultipartFormDataInput untrustedForm, RoutingContext context)
            throws IOException {
        BodyEncoding.refuseForForm(context.request().getHeader("Content-Encoding"));
        Map<String, List<String>> fields = query(context);
        FormValue file = null;
        for (Map.Entry<String, Collection<FormValue>> part : untrustedForm.getValues().entrySet()) {
            if (part.getKey() == null) {
                throw invalid("A part of the form has no name.");
            }
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
        ExtractionOptions wanted = parse(fields);
        if (file == null || !file.isFileItem()) {
            throw invalid("The form needs a part 'file' with a filename: the PDF.");
        }
        Intake intake = Intake.of(file.getFileItem().getFile(), file.getFileName());
        return new Upload(intake, wanted, false);
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
                throw new FailureException(
                        FailureKind.INVALID_REQUEST,
                        "Option 'password' may not stand in the query; allowed: form part"
                                + " 'password' or header X-PDF-Password.",
                        Map.of("option", PASSWORD));
            }
            fields.put(name, new ArrayList<>(query.getAll(name)));
        }
        String password = context.request().getHeader(PASSWORD_HEADER);
        if (password != null) {
            fields.put(PASSWORD, new ArrayList<>(List.of(HeaderText.of(password))));
        }
        return fields;
    }

    private static FailureException invalid(String message) {
        return new FailureException(FailureKind.INVALID_REQUEST, message);
    }
}
