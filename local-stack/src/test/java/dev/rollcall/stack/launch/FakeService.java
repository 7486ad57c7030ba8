package dev.rollcall.stack.launch;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Stands for every service in the launcher's own tests: answers everything with the names of its
 * environment variables. It refuses to start where ROLLCALL_FAKE_REFUSES names its port variable.
 */
final class FakeService {

    private FakeService() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> environment = System.getenv();
        String portVariable =
                environment.keySet().stream()
                        .filter(name -> name.startsWith("ROLLCALL_") && name.endsWith("PORT"))
                        .findFirst()
                        .orElseThrow();
        if (portVariable.equals(environment.get("ROLLCALL_FAKE_REFUSES"))) {
            System.out.println("this service does not want to");
            System.exit(1);
        }
        int port = Integer.parseInt(environment.getOrDefault(portVariable, ""));
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        byte[] names = String.join("\n", environment.keySet()).getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, names.length);
                    exchange.getResponseBody().write(names);
                    exchange.close();
                });
        server.start();
        System.out.println("listening");
    }
}
