package dev.rollcall.gateway.check;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check reads of an HTTP Archive 1.2 (http://www.softwareishard.com/blog/har-12-spec/):
 * requests only. Any part may be missing, for everybody writes it.
 */
@Serdeable
record Har(@Nullable Log log) {

    @Serdeable
    record Log(@Nullable List<@Nullable Entry> entries) {}

    @Serdeable
    record Entry(@Nullable Request request) {}

    /** {@code bodySize} is -1 where it was not recorded. */
    @Serdeable
    record Request(
            @Nullable String method,
            @Nullable String url,
            @Nullable List<@Nullable Header> headers,
            @Nullable Long bodySize,
            @Nullable PostData postData) {}

    @Serdeable
    record Header(@Nullable String name, @Nullable String value) {}

    @Serdeable
    record PostData(@Nullable String text) {}
}
