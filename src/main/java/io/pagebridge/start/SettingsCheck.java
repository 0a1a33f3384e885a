package io.pagebridge.start;

import io.quarkus.arc.impl.ArcContainerImpl;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Stops the start when somebody set what no part of the service reads, before a worker is started. */
@ApplicationScoped
class SettingsCheck {
    /** Before everybody else's. */
    private static final int FIRST = 1;

    void check(@Observes @Priority(FIRST) StartupEvent started, Config config) {
        List<String> properties =
                StreamSupport.stream(config.getPropertyNames().spliterator(), false).toList();
        new SettingNames(declared())
                .complaint(System.getenv().keySet(), properties)
                .ifPresent(
                        sentence -> {
                            throw new IllegalStateException(sentence);
                        });
    }

    /** Every property of every configuration interface that is in use. */
    private static Set<String> declared() {
        Set<String> names = new TreeSet<>();
        ArcContainerImpl.instance().getBeans().stream()
                .flatMap(bean -> bean.getTypes().stream())
                .filter(type -> type instanceof Class<?> c && isOurs(c))
                .map(type -> ConfigClass.configClass((Class<?>) type))
                .forEach(mapping -> names.addAll(ConfigMappings.getProperties(mapping).keySet()));
        return names;
    }

    private static boolean isOurs(Class<?> type) {
        return type.isAnnotationPresent(ConfigMapping.class)
                && type.getPackageName().startsWith("io.pagebridge");
    }
}
