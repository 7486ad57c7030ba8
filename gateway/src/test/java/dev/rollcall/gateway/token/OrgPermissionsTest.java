package dev.rollcall.gateway.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrgPermissionsTest {

    @Test
    void clerksOwnExample() {
        assertEquals(
                Set.of("org:dashboard:manage", "org:dashboard:read", "org:teams:read"),
                OrgPermissions.masked("o:dashboard,o:teams", "manage,read", "3,2"));
    }

    /** clerk/javascript leaves people's features out before it counts, other SDKs do not. */
    @ParameterizedTest
    @CsvSource({"'3,1,2'", "'3,2'"})
    void masksAreOfAllFeaturesOrOfThoseOfOrganisations(String masks) {
        assertEquals(
                Set.of("org:dashboard:manage", "org:dashboard:read", "org:teams:read"),
                OrgPermissions.masked("o:dashboard,u:export,uo:teams", "manage,read", masks));
    }

    @ParameterizedTest
    @CsvSource({
        "'o:a,o:b','read','1'",
        "'o:a','read','1,1'",
        "'o:a','read',''",
        "'o:a','','1'",
        "'','read','1'",
        "'o:a','read','1,'",
        "'o:a','read','-1'",
        "'o:a','read','+1'",
        "'o:a','read',' 1'",
        "'o:a','read','0x1'",
        "'o:a','read','\u0661'",
        "'o:a','read','2'",
        "'u:a','read','1'",
        "'a','read','1'",
        "':a','read','1'",
        "'oo:a','read','1'",
        "'o:a:b','read','1'",
        "'o:','read','1'",
        "'o:A','read','1'",
        "'o:a','re:ad','1'",
        "'o:a',' read','1'",
    })
    void whatIsNotCertainGrantsNothing(String features, String permissions, String masks) {
        assertEquals(Set.of(), OrgPermissions.masked(features, permissions, masks));
    }

    @Test
    void aMaskThatIsNoneTakesNothingFromTheOtherFeatures() {
        assertEquals(Set.of("org:b:read"), OrgPermissions.masked("o:a,o:b,o:c", "read", "x,1,"));
    }

    @Test
    void masksAreLongerThanAnyNumber() {
        String names =
                IntStream.range(0, 200).mapToObj(i -> "p" + i).collect(Collectors.joining(","));

        assertEquals(
                Set.of("org:a:p0", "org:a:p63", "org:a:p64", "org:a:p199"),
                OrgPermissions.masked(
                        "o:a",
                        names,
                        BigInteger.ONE
                                .setBit(63)
                                .setBit(64)
                                .setBit(199)
                                .setBit(200)
                                .setBit(1000)
                                .toString()));
    }

    @Test
    void anotherTypeGrantsNothing() {
        for (@Nullable Object odd :
                Arrays.<@Nullable Object>asList(null, 1L, true, List.of("read"))) {
            assertEquals(Set.of(), OrgPermissions.masked(odd, "read", "1"));
            assertEquals(Set.of(), OrgPermissions.masked("o:a", odd, "1"));
            assertEquals(Set.of(), OrgPermissions.masked("o:a", "read", odd));
        }
        assertEquals(Set.of(), OrgPermissions.listed("org:a:read"));
        assertEquals(Set.of(), OrgPermissions.listed(null));
    }

    @Test
    void versionOneWritesThemOut() {
        assertEquals(
                Set.of("org:a:read"),
                OrgPermissions.listed(
                        List.of("org:a:read", "a:read", "org:a", "org:a:b:c", "org:A:read", 7L)));
    }
}
