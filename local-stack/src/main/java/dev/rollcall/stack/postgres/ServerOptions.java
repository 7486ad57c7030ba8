package dev.rollcall.stack.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The server's settings, given on its command line so that nothing in the data folder can weaken
 * them. Durable first; no statement, parameter or error detail reaches the log, because each may
 * hold personal data.
 */
final class ServerOptions {

    /** What must be {@code on} once the server runs. */
    static final List<String> DURABLE =
            List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums");

    private ServerOptions() {}

    static List<String> arguments(int port) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("listen_addresses", "127.0.0.1");
        options.put("port", Integer.toString(port));
        options.put("unix_socket_directories", "");
        options.put("fsync", "on");
        options.put("synchronous_commit", "on");
        options.put("full_page_writes", "on");
        options.put("password_encryption", "scram-sha-256");
        options.put("max_connections", "100");
        options.put("shared_buffers", "64MB");
        options.put("max_wal_size", "512MB");
        options.put("timezone", "UTC");
        options.put("statement_timeout", "60s");
        options.put("idle_in_transaction_session_timeout", "60s");
        options.put("log_timezone", "UTC");
        options.put("log_line_prefix", "%m [%p] %a ");
        options.put("log_error_verbosity", "terse");
        // ERROR ranks below LOG: the message of a failed statement may quote a value
        options.put("log_min_messages", "log");
        options.put("log_min_error_statement", "panic");
        options.put("log_statement", "none");
        options.put("log_parameter_max_length", "0");
        options.put("log_parameter_max_length_on_error", "0");

        List<String> arguments = new ArrayList<>();
        options.forEach(
                (name, value) -> {
                    arguments.add("-c");
                    arguments.add(name + '=' + value);
                });
        return arguments;
    }
}
