package dev.rollcall.stack.launch;

import dev.rollcall.stack.settings.Service;
import java.util.ArrayList;
import java.util.List;

/** Six JVMs share one machine: small heaps, and no compiler that pays off only later. */
final class JvmOptions {

    private JvmOptions() {}

    static List<String> of(Service service) {
        List<String> options = new ArrayList<>();
        options.add("-XX:+UseSerialGC");
        options.add("-XX:+ExitOnOutOfMemoryError");
        // Netty's own libraries; JDK 25 would warn
        options.add("--enable-native-access=ALL-UNNAMED");
        options.add("--sun-misc-unsafe-memory-access=allow");
        switch (service) {
            case CLERK -> {
                // its whole state is in memory: ten thousand people with their webhooks
                options.add("-Xmx768m");
                options.add("-XX:TieredStopAtLevel=1");
            }
            case SAMPLE -> {
                options.add("-Xmx128m");
                options.add("-XX:TieredStopAtLevel=1");
            }
            case GATEWAY -> {
                // what a request leaves is dead at once: the more room for it, the fewer pauses
                options.add("-Xmx160m");
                options.add("-Xmn76m");
                options.add("-XX:SurvivorRatio=17");
                options.add("-XX:+UseCompactObjectHeaders");
                // the compilers leave some 30 MB
                options.add("-XX:TrimNativeHeapInterval=30000");
            }
            case IDENTITY, WEBHOOK, AUDIT -> options.add("-Xmx192m");
        }
        return options;
    }
}
