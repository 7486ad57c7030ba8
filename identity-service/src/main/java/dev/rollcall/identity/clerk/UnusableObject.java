package dev.rollcall.identity.clerk;

/**
 * An object of Clerk's that lacks what the mirror needs; the code names the field, never its value.
 */
public final class UnusableObject extends RuntimeException {

    private final String code;

    UnusableObject(String field, String fault) {
        super("Clerk object: " + field + ' ' + fault);
        this.code = fault + ':' + field;
    }

    /** For example {@code wrong_type:updated_at}. */
    public String code() {
        return code;
    }
}
