package io.pagebridge.extraction;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where the workers' program is. */
@ConfigMapping(prefix = "pagebridge.python")
interface PythonConfig {
    /** The folder with the workers' environment; relative to the working directory. */
    @WithDefault("python")
    Path home();

    /** The interpreter of that environment, relative to {@link #home()}. */
    @WithDefault(".venv/bin/python")
    Path interpreter();

    /** What every worker runs, relative to {@link #home()}. */
    @WithDefault("extract.py")
    Path script();
}
