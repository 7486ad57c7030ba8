package dev.rollcall.gateway.route;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code rollcall.routes.<name>} as it is written; {@link RouteEntries} finds it, {@link
 * RouteReader} checks it.
 *
 * @param access {@code public}, {@code session}, {@code org:<role>}, {@code
 *     permission:org:<feature>:<permission>}, {@code role:admin} or {@code role:compliance}
 * @param upstream a name under {@code rollcall.upstreams}, or {@code local}
 * @param identity {@code required} or not: whether the signed identity goes along
 * @param gone instead of an upstream: the path answers 410 with this advice
 * @param limit {@code user}, {@code address} or neither
 * @param maxBody bytes; over 1 MiB the body is passed on as it comes
 * @param timeout the longest wait for an upstream's answer to begin, at most 30s, for a body that
 *     is passed on 1h
 * @param withoutFeed {@code serve} or {@code refuse} while revocations may be missed
 */
record RouteConfiguration(
        String name,
        String path,
        List<String> methods,
        String access,
        String upstream,
        String identity,
        boolean audit,
        boolean page,
        @Nullable String gone,
        String limit,
        long maxBody,
        Duration timeout,
        String withoutFeed) {}
