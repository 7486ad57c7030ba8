package dev.rollcall.stack.launch;

import dev.rollcall.stack.settings.Service;
import java.util.ArrayList;
import java.util.List;

/** Six JVMs share one machine: small heaps, and no compiler that pays off only later. */
final class JvmOptions {

    private JvmOptions() {}

    static List<String> of(Service service) {
        List<String> options = new ArrayList<>();
        options.add("-XX:+ExitOnOutOfMemoryError");
        // Netty's own libraries; JDK 25 would warn
        options.add("--enable-native-access=ALL-UNNAMED");
        options.add("--sun-misc-unsafe-memory-access=allow");
        switch (service) {
            case CLERK -> {
                options.add("-XX:+UseSerialGC");
                // its whole state is in memory: ten thousand people with their webhooks
                options.add("-Xmx768m");
                options.add("-XX:TieredStopAtLevel=1");
            }
            case SAMPLE -> {
                options.add("-XX:+UseSerialGC");
                options.add("-Xmx128m");
                options.add("-XX:TieredStopAtLevel=1");
            }
            case GATEWAY -> options.addAll(ofTheGateway());
            case IDENTITY, WEBHOOK, AUDIT -> {
                options.add("-XX:+UseSerialGC");
                options.add("-Xmx192m");
            }
        }
        return options;
    }

    /** Short pauses, and few: what a request leaves is dead at once. Some 290 MB are resident. */
    private static List<String> ofTheGateway() {
        return List.of(
                "-XX:+UseParallelGC",
                "-Xmx140m",
                "-Xmn66m",
                "-XX:SurvivorRatio=16",
                "-XX:-UseAdaptiveSizePolicy",
                "-XX:+UseCompactObjectHeaders",
                // the compilers leave some 30 MB
                "-XX:TrimNativeHeapInterval=10000");
    }
}
