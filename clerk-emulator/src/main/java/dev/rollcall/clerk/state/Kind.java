package dev.rollcall.clerk.state;

import dev.rollcall.clerk.json.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the emulator keeps, the keys under which each is found again, and how many it takes. */
public enum Kind {
    USERS("user_", 100_000),
    ORGANIZATIONS("org_", 100_000),
    MEMBERSHIPS("orgmem_", 500_000),
    SESSIONS("sess_", 500_000);

    private final String idPrefix;
    private final int most;

    Kind(String idPrefix, int most) {
        this.idPrefix = idPrefix;
        this.most = most;
    }

    public String idPrefix() {
        return idPrefix;
    }

    int most() {
        return most;
    }

    String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> keys(Document row) {
        List<String> keys = new ArrayList<>();
        switch (this) {
            case USERS -> {
                addKey(keys, row, "username");
                addKey(keys, row, "external_id");
                row.objects("email_addresses").forEach(it -> addKey(keys, it, "email_address"));
                row.objects("phone_numbers").forEach(it -> addKey(keys, it, "phone_number"));
            }
            case ORGANIZATIONS -> addKey(keys, row, "slug");
            case MEMBERSHIPS -> {
                addKey(keys, row, "user_id");
                addKey(keys, row, "organization_id");
            }
            case SESSIONS -> {
                addKey(keys, row, "user_id");
                addKey(keys, row, "client_id");
            }
        }
        return keys;
    }

    static String key(String name, String value) {
        return name + '=' + value;
    }

    private static void addKey(List<String> keys, Document row, String name) {
        String value = row.textOrNull(name);
        if (value != null) {
            keys.add(key(name, value));
        }
    }
}
