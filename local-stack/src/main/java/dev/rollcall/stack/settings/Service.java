package dev.rollcall.stack.settings;

import java.util.Locale;

/** The processes with a jar of their own, in the order in which they are listed. */
public enum Service {
    CLERK("clerk-emulator", "ROLLCALL_CLERK_PORT", 8085),
    AUDIT("audit-service", "ROLLCALL_AUDIT_PORT", 8083),
    IDENTITY("identity-service", "ROLLCALL_IDENTITY_PORT", 8082),
    WEBHOOK("webhook-service", "ROLLCALL_WEBHOOK_PORT", 8081),
    SAMPLE("sample-backend", "ROLLCALL_SAMPLE_PORT", 8084),
    GATEWAY("gateway", "ROLLCALL_PORT", 8080);

    private final String module;
    private final String portVariable;
    private final int defaultPort;

    Service(String module, String portVariable, int defaultPort) {
        this.module = module;
        this.portVariable = portVariable;
        this.defaultPort = defaultPort;
    }

    /** As it is called in commands and output. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The folder of its Maven module, and the name of its jar. */
    public String module() {
        return module;
    }

    public String portVariable() {
        return portVariable;
    }

    public int defaultPort() {
        return defaultPort;
    }

    /** Answers 200 without authentication once the process can do its work. */
    public String readinessPath() {
        return this == GATEWAY ? "/api/auth/health" : "/health/readiness";
    }
}
