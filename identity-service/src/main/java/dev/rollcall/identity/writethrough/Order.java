package dev.rollcall.identity.writethrough;

/** What an administrator orders for one person. */
sealed interface Order {

    record Patch(UserPatch patch) implements Order {}

    record Ban() implements Order {}

    record Unban() implements Order {}

    record Delete() implements Order {}

    /** The word in the audit log. */
    default String operation() {
        return switch (this) {
            case Patch patch -> "update";
            case Ban ban -> "ban";
            case Unban unban -> "unban";
            case Delete delete -> "delete";
        };
    }

    /** The fields that it changes, for the audit log. */
    default String fields() {
        return switch (this) {
            case Patch(UserPatch patch) -> patch.hasRole() ? "role" : "name";
            case Ban ban -> "banned";
            case Unban unban -> "banned";
            case Delete delete -> "";
        };
    }

    /** Whether an administrator is none after it. */
    default boolean endsAdministration() {
        return switch (this) {
            case Patch(UserPatch patch) -> patch.demotes();
            case Ban ban -> true;
            case Unban unban -> false;
            case Delete delete -> true;
        };
    }
}
