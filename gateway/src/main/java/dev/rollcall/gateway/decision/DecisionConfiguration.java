package dev.rollcall.gateway.decision;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code rollcall.decisions}: how refusals are remembered.
 *
 * @param keep how many; 0 for none
 * @param age how long
 * @param peers the other copies of the gateway, addresses by commas
 */
@ConfigurationProperties("rollcall.decisions")
record DecisionConfiguration(
        @Bindable(defaultValue = "5000") int keep,
        @Bindable(defaultValue = "1h") Duration age,
        @Nullable String peers) {

    private static final int MOST = 100_000;
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int MOST_PEERS = 32;

    DecisionConfiguration {
        if (keep < 0 || keep > MOST) {
            throw new SettingsException("ROLLCALL_DECISIONS_KEEP is 0 to " + MOST);
        }
        if (!age.isPositive() || age.compareTo(LONGEST) > 0) {
            throw new SettingsException("ROLLCALL_DECISIONS_AGE is longer than 0 and at most 24h");
        }
    }

    /** Throws SettingsException for anything that is no address of a gateway. */
    List<URI> copies() {
        List<URI> copies =
                Stream.of((peers == null ? "" : peers).split(",", -1))
                        .map(String::strip)
                        .filter(address -> !address.isEmpty())
                        .map(DecisionConfiguration::origin)
                        .toList();
        if (copies.size() > MOST_PEERS) {
            throw wrong();
        }
        return copies;
    }

    private static URI origin(String address) {
        try {
            URI url = URI.create(address);
            boolean bare =
                    url.getHost() != null
                            && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                            && url.getRawPath().isEmpty()
                            && url.getRawQuery() == null
                            && url.getRawFragment() == null
                            && url.getRawUserInfo() == null;
            if (bare) {
                return url;
            }
        } catch (IllegalArgumentException unreadable) {
            // said below
        }
        throw wrong();
    }

    private static SettingsException wrong() {
        return new SettingsException(
                "ROLLCALL_GATEWAY_PEERS is at most "
                        + MOST_PEERS
                        + " addresses http(s)://host:port without a path, by commas");
    }
}
