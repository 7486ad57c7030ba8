package dev.rollcall.contracts.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.contracts.token.CallerTable.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/orgs",
                "/api/orgs/0193b5a0-0000-7000-8000-000000000001",
                "/api/orgs/anything",
                "/api/orgs/0193b5a0-0000-7000-8000-000000000001/members"
            })
    void aSegmentStandsForAnyName(String path) {
        assertEquals(Verdict.ALLOWED, decide("GET", path, ServiceName.GATEWAY, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/api",
                "/api/orgs/",
                "/api//orgs",
                "/API/orgs",
                "/api/orgs//members",
                "/api/orgs/x/",
                "/api/orgs/x/members/",
                "/api/orgs/x/Members",
                "/api/orgs/x/y/members",
                "/api/orgs/x/members/y",
                "//api/orgs"
            })
    void onlyOneSegmentInThatSpelling(String path) {
        assertEquals(Verdict.NOT_ALLOWED, decide("GET", path, ServiceName.GATEWAY, true));
    }

    @Test
    void nobodyReadsWithoutAnIdentity() {
        assertEquals(
                Verdict.IDENTITY_MISSING, decide("GET", "/api/orgs/x", ServiceName.GATEWAY, false));
    }

    @Test
    void theMethodAndTheCallerCount() {
        assertEquals(
                Verdict.NOT_ALLOWED, decide("DELETE", "/api/orgs/x", ServiceName.GATEWAY, true));
        assertEquals(Verdict.NOT_ALLOWED, decide("GET", "/api/orgs/x", ServiceName.WEBHOOK, true));
    }

    private static Verdict decide(
            String method, String path, ServiceName caller, boolean hasIdentity) {
        return CallerTable.decide("identity", method, path, caller, hasIdentity);
    }
}
