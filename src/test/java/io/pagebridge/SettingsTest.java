package io.pagebridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** README.md's settings table and the configuration interfaces say the same. */
class SettingsTest {

    @Test
    void everySettingStandsInTheReadmeWithItsDefault() throws IOException {
        assertThat(tabled()).containsExactlyInAnyOrderEntriesOf(declared());
    }

    @Test
    void environmentNamesFollowFromTheProperties() throws IOException {
        for (List<String> row : rows()) {
            String expected = row.get(0).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            assertThat(row.get(1)).as(row.get(0)).isEqualTo(expected);
        }
    }

    /** Property to default; a default that is worked out when the service starts is told in words and not compared. */
    private static Map<String, String> tabled() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        Map<String, String> declared = declared();
        for (List<String> row : rows()) {
            boolean inWords = row.get(2).startsWith("*");
            String value = inWords ? declared.get(row.get(0)) : row.get(2).replace("–", "");
            settings.put(row.get(0), value);
        }
        return settings;
    }

    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("| `pagebridge."))
                .map(line -> line.replace("`", "").split("\\|"))
                .map(cells -> Arrays.stream(cells).map(String::strip).skip(1).toList())
                .toList();
    }

    private static Map<String, String> declared() {
        Map<String, String> settings = new TreeMap<>();
        for (JavaClass found : new ClassFileImporter().importPath("target/classes")) {
            if (found.isAnnotatedWith(ConfigMapping.class)) {
                Class<?> mapping = found.reflect();
                collect(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping, settings);
            }
        }
        return settings;
    }

    private static void collect(String prefix, Class<?> group, Map<String, String> settings) {
        for (Method method : group.getDeclaredMethods()) {
            if (!Modifier.isAbstract(method.getModifiers())
                    || method.getName().equals("toString")) {
                continue;
            }
            WithName named = method.getAnnotation(WithName.class);
            String key = prefix + "." + (named == null ? kebab(method.getName()) : named.value());
            WithDefault value = method.getAnnotation(WithDefault.class);
            boolean isGroup =
                    method.getReturnType().isInterface()
                            && method.getReturnType().getPackageName().startsWith("io.pagebridge");
            if (isGroup) {
                collect(key, method.getReturnType(), settings);
            } else {
                settings.put(key, value == null ? "" : value.value());
            }
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
