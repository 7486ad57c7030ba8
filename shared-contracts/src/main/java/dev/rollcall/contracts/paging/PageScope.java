package dev.rollcall.contracts.paging;

import dev.rollcall.contracts.id.UserId;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The list that a cursor belongs to: what is listed, for whom, and with which filters. */
public record PageScope(String list, UserId reader, List<String> filters) {

    public PageScope {
        filters = List.copyOf(filters);
    }

    /** One text for one scope: no part contains the separator. */
    byte[] octets() {
        return (list + '\n' + reader + '\n' + String.join("\n", filters))
                .getBytes(StandardCharsets.UTF_8);
    }
}
