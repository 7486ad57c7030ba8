package dev.rollcall.gateway.token;

/**
 * A token that must not pass.
 *
 * @param name what is wrong with it
 */
public record Forgery(String name, String token) {

    /** Shown as the name of its case. */
    @Override
    public String toString() {
        return name;
    }
}
