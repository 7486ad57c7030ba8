package dev.rollcall.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.AttackList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The catalogue of attacks on what identity-service shows and changes, and the tests that hold
 * each: a number, then the tests, or after a dash why there is none. What it names exists.
 */
class AttackListTest {

    private static final List<String> NUMBERS =
            List.of(
                    "TA1", "TA2", "TA3", "TA4", "TA5", "TA6", "TA7", "TA8", "TA9", "TA10", "TA11",
                    "TA12", "TA13", "TA14", "TA15", "TA16", "TA17", "TA18", "TA19", "TA20", "TA21",
                    "TA22", "TA23", "TA44", "TA45", "TA46");

    private static final AttackList LIST =
            new AttackList(
                    "dev.rollcall.identity",
                    """
            TA1 TenantIT#anOrganisationOfOthersAndNoOrganisationAreTheSame AdminReadsIT#anotherRoleIsRefusedHereToo WriteThroughIT#onlyAdministratorsAndOnlyKnownPeople
            TA2 TenantIT#nobodySeesAnythingOfAnOrganisationThatIsNotTheirs TenantIT#anOrganisationOfOthersAndNoOrganisationAreTheSame
            TA3 TenantIT#nobodySeesAnythingOfAnOrganisationThatIsNotTheirs TenantIT#theDatabaseItselfShowsAReaderNothingElse TenantIT#pagesHoldEverybodyOnce
            TA4 - no endpoint takes several ids
            TA5 - audit events are audit-service's
            TA6 AdminReadsIT#anotherRoleIsRefusedHereToo WriteThroughIT#onlyAdministratorsAndOnlyKnownPeople TenantIT#aServiceThatCallsForNobodyIsRefused
            TA7 WriteThroughIT#theLastAdministratorStays
            TA8 WriteThroughIT#unknownFieldsAndNonsenseAreRefused AttackIT#ta8ta21ta22NothingElseBecomesARun
            TA9 WriteThroughIT#absentStaysNullClearsAndEmptyIsRefused
            TA10 AdminReadsIT#anythingElseInTheQueryIsRefused TenantIT#nonsenseInTheQueryIsRefused AttackIT#ta10ta11RunsTakeNoOtherParameter
            TA11 AdminReadsIT#anythingElseInTheQueryIsRefused TenantIT#nonsenseInTheQueryIsRefused AttackIT#ta10ta11RunsTakeNoOtherParameter
            TA12 AdminReadsIT#anAddressIsFoundInEitherCaseAndOnlyExactly
            TA13 AdminReadsIT#anythingElseInTheQueryIsRefused TenantIT#nonsenseInTheQueryIsRefused AttackIT#ta13PagesOfRunsAreBounded
            TA14 TenantIT#aCursorOpensForNobodyElseAndNowhereElse AdminReadsIT#aCursorBelongsToItsFiltersAndItsReader AttackIT#ta14ACursorThatIsNotOursIsRefused
            TA15 - no list of ours takes dates
            TA16 AdminReadsIT#whatIsNoAddressIsRefused TenantIT#nonsenseInTheQueryIsRefused WriteThroughIT#unknownFieldsAndNonsenseAreRefused AttackIT#ta23AnIdOfAnotherFormIsNobody
            TA17 AdminReadsIT#whatIsNoAddressIsRefused TenantIT#nonsenseInTheQueryIsRefused
            TA18 AdminReadsIT#addressesThatOnlyLookAlikeStayApart AdminReadsIT#anAddressIsFoundInEitherCaseAndOnlyExactly
            TA19 AdminReadsIT#anAddressThatIsTooLongIsRefused WriteThroughIT#unknownFieldsAndNonsenseAreRefused
            TA20 AttackIT#ta20ta22OddJsonIsRefusedAndNotRepeated AdminReadsIT#whatIsNoAddressIsRefused
            TA21 TenantIT#nonsenseInTheQueryIsRefused AttackIT#ta13PagesOfRunsAreBounded AttackIT#ta8ta21ta22NothingElseBecomesARun
            TA22 AttackIT#ta20ta22OddJsonIsRefusedAndNotRepeated AttackIT#ta8ta21ta22NothingElseBecomesARun
            TA23 AttackIT#ta23AnIdOfAnotherFormIsNobody AdminReadsIT#nobodyIsNotFound
            TA44 AdminReadsIT#anythingElseInTheQueryIsRefused
            TA45 AttackIT#ta45NoAnswerTellsHowItWasMade
            TA46 AttackIT#ta46WhoIsThereAndWhoIsNotAreAnsweredAlike TenantIT#anOrganisationOfOthersAndNoOrganisationAreTheSame
            """);

    static List<String> tests() {
        return LIST.tests();
    }

    @Test
    void everyAttackIsListedOnceInOrder() {
        assertEquals(NUMBERS, LIST.numbers());
    }

    @ParameterizedTest
    @MethodSource("tests")
    void whatTheListNamesExists(String test) throws ClassNotFoundException {
        assertTrue(LIST.holds(test), test);
    }
}
