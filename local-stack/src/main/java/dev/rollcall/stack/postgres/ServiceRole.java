package dev.rollcall.stack.postgres;

/** The services that own a schema, each with a login of its own that owns nothing. */
public enum ServiceRole {
    IDENTITY("identity"),
    WEBHOOK("webhook"),
    AUDIT("audit");

    private final String schema;

    ServiceRole(String schema) {
        this.schema = schema;
    }

    public String schema() {
        return schema;
    }

    /** The login role. */
    public String role() {
        return "rollcall_" + schema;
    }

    /** The environment variable from which the service reads its database. */
    public String urlVariable() {
        return name() + "_DATABASE_URL";
    }
}
