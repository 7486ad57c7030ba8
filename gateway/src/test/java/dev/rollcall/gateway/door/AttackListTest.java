package dev.rollcall.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.AttackList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The catalogue of attacks on the door, and the tests that hold each: a number, then the tests, of
 * which one at least speaks to a running gateway over a socket, or after a dash why there is none.
 * What it names exists. Where the answer is another than the catalogue's, it stands below why.
 */
class AttackListTest {

    private static final int ATTACKS = 84;
    private static final String ATTACKS_AND_TESTS =
            """
            G1 door.TokenDoorTest#withoutATokenThereIsNoSession door.CredentialAttackDoorTest#g01NoTokenOnAnyRoute
            G2 door.CredentialAttackDoorTest#g02AnotherSpellingOfTheScheme door.CredentialAttackDoorTest#g02TwoLinesAndALongOne token.PresentedTokenTest#refusesAnotherScheme
            G3 door.TokenAttackDoorTest#g03WithoutASignature token.ForgedTokenTest#theAlgorithmIsExactlyRs256
            G4 door.TokenAttackDoorTest#g04AnOddAlgorithm token.ForgedTokenTest#aTokenWithoutAlgorithmIsRefused
            G5 door.TokenAttackDoorTest#g05ThePublicKeyAsASecret
            G6 door.TokenAttackDoorTest#g06AnotherAlgorithmOfRsa
            G7 door.TokenAttackDoorTest#g07AnotherPaddingOrDigest
            G8 door.TokenAttackDoorTest#g08AnotherCurve
            G9 door.KeyFloodDoorTest#g09RandomKeysCauseOneFetchInFiveSecondsAndHoldUpNobody token.SessionAuthenticatorTest#unknownKeysCauseAtMostOneFetchInFiveSeconds
            G10 door.TokenAttackDoorTest#g10AnOddKeyId token.SessionTokenVerifierTest#refusesATokenWithoutItsKey
            G11 door.KeySetDoorTest#g11AKeyIsKnownByItsIdAlone door.TokenAttackDoorTest#g12AKeyBroughtAlong
            G12 door.TokenAttackDoorTest#g12AKeyBroughtAlong
            G13 door.TokenAttackDoorTest#g13AnotherReading token.SessionTokenVerifierTest#refusesHeadersThatChangeHowATokenIsRead
            G14 door.TokenAttackDoorTest#g14AnotherClass
            G15 door.TokenAttackDoorTest#g15AnOpaqueString door.TokenDoorTest#noAnswerRepeatsTheToken
            G16 door.ClaimAttackDoorTest#g16AnOddExpiry door.TokenDoorTest#anAuthenticTokenHearsWhatIsWrong
            G17 door.KeySetDoorTest#g17FiveSecondsOfSkew
            G18 door.ClaimAttackDoorTest#g18AnotherIssuer
            G19 door.ClaimAttackDoorTest#g19AnotherParty door.ClaimAttackDoorTest#g19APartyOfAnotherType token.SessionTokenVerifierTest#refusesAnotherParty
            G20 door.ClaimAttackDoorTest#g20AnOddSubject
            G21 door.RevocationDoorTest#aRevokedUserIsRefusedUntilReadmitted
            G22 door.RevocationDoorTest#noTokenOfARevokedSessionPasses door.TokenDoorTest#anAuthenticTokenHearsWhatIsWrong
            G23 door.ClaimAttackDoorTest#g23APayloadThatIsNone
            G24 door.ClaimAttackDoorTest#g24TwoReadingsOfAnOrganisation door.ClaimAttackDoorTest#g24ARoleFromElsewhereIsNone token.ClaimReaderTest#neverLooksInUnsafeMetadata
            G25 door.ClaimAttackDoorTest#g25ARoleInAnOrganisationOpensNoAdminsRoute door.OrgDoorTest#theRoleInTheOrganisationIsTheMirrors door.AccessDoorTest#aRefusalIsEvidenceToo access.AccessPolicyTest#aRoleIsItsExactNameAndAnAdminAlsoActsForCompliance
            G26 door.AccessDoorTest#whoActsAsAnAdminIsRefusedAndNamed
            G27 door.TokenAttackDoorTest#g27AnotherSpelling token.ForgedTokenTest#aTokenHasOneSpelling
            G28 door.TokenAttackDoorTest#g28AnEncryptedToken
            G29 door.TokenAttackDoorTest#g29ATooLongOne token.ForgedTokenTest#aHeaderIsStrictJson
            G30 door.TokenAttackDoorTest#g30NobodyLearnsWhyASignatureDoesNotCount door.TokenDoorTest#everythingBeforeTheSignatureIsOneAnswer
            G31 door.CredentialAttackDoorTest#g31ATokenInTheQuery door.CredentialAttackDoorTest#g31ATokenInAnotherHeader door.CredentialAttackDoorTest#g31ACookieOfAnotherOrigin door.TokenDoorTest#aCookieCountsOnTheApiOnlyFromTheOwnOrigin
            G32 door.KeySetDoorTest#g32WhatIsNoKeySetChangesNothing door.KeySetDoorTest#g32AnotherStatusChangesNothing door.KeySetDoorTest#g32AnEncodedSetIsNotInflated door.KeySetDoorTest#g32WithoutKeysNobodyIsJudged door.OutageDoorTest#withoutTokenKeysNobodyIsTurnedAwayForGood token.JwkSetReaderTest#refusesASetWithAWeakKey
            G33 door.KeySetDoorTest#g33ANewKeyCountsAtOnceAndAnOldOneNoMore
            G34 door.AttackDoorTest#g34AKeyOfAnotherInstanceOpensNothing
            G35 door.TargetAttackDoorTest#g35AnAuthorityOrAnEmptySegment
            G36 door.TargetAttackDoorTest#g36ADotSegment
            G37 door.TargetAttackDoorTest#g37AParameterInThePath
            G38 door.TargetAttackDoorTest#g38AnEncodedSeparatorDotOrControl
            G39 door.TargetAttackDoorTest#g39WhatIsEncodedTwice hygiene.CanonicalTargetPropertyTest#aCleanTargetReadsAsItIsWritten
            G40 door.TargetAttackDoorTest#g40AnotherEncodingOfTheSame door.RoutedPathPropertyTest#anUpstreamGetsThePathThatWasJudged
            G41 door.TargetAttackDoorTest#g41EncodedThoughItNeedNotBe
            G42 door.OddTargetDoorTest#g42ABackslash
            G43 door.OddTargetDoorTest#g43AFragment
            G44 door.OddTargetDoorTest#g44ABadEscapeOrALetterThatIsNone
            G45 door.OddTargetDoorTest#g45AnotherPathIsUnknown door.HygieneDoorTest#anotherPathIsUnknown
            G46 door.OddTargetDoorTest#g46AnotherFormOfTarget
            G47 door.HeaderAttackDoorTest#g47SizesHaveLimits door.HygieneDoorTest#sizesHaveLimits
            G48 door.HeaderAttackDoorTest#g48AHostThatIsNone door.EdgeDoorTest#g48AForeignHostIsMisdirected hygiene.OwnHostsTest#servesItsNamesAndAddresses
            G49 door.HeaderAttackDoorTest#g49AnotherMethod door.HeaderAttackDoorTest#g49AMethodThatIsNone door.HeaderAttackDoorTest#g49WhitespaceIsNoPartOfAMethod door.HygieneDoorTest#anotherMethodNamesTheOnesAllowed
            G50 door.HeaderAttackDoorTest#g50AMethodInAHeaderIsNone door.HeaderAttackDoorTest#g50AMethodInTheQueryOrTheBodyIsNone
            G51 door.ProxyDoorTest#nothingElseOfTheClientsHeadersCrosses
            G52 door.EdgeDoorTest#g52TheUpstreamHearsWhatTheTrustedProxySawAndNothingElse hygiene.ClientAddressesTest#countsFromTheSideOfTheProxies
            G53 door.ProxyDoorTest#namingAHeaderInConnectionRemovesNothing
            G54 door.HeaderAttackDoorTest#g54AHeaderTwiceThatMayStandOnce door.FramingAttackDoorTest#g58AnotherLength hygiene.RequestHygieneTest#refusesAHeaderThatMayStandOnceAndStandsTwice
            G55 door.HeaderAttackDoorTest#g55ABrokenHeader door.AttackDoorTest#g55ABrokenHeaderIsRefusedAndEndsTheConnection door.AttackDoorTest#g55AFoldedHeaderOfNoMeaningToUsArrivesUnfolded
            G56 door.EdgeDoorTest#g56ATraceIsKeptIfItCanBeRead door.HygieneDoorTest#aRequestIdIsKeptIfItIsOne proxy.TraceParentTest#beginsAnotherInsteadOfJunk
            G57 door.FramingAttackDoorTest#g57AnotherCoding hygiene.RequestHygieneTest#refusesATransferCodingOtherThanChunked
            G58 door.FramingAttackDoorTest#g58AnotherLength door.FramingAttackDoorTest#g58ATwinOfTheLengthIsNone hygiene.RequestHygieneTest#refusesALengthThatIsNoNumber
            G59 door.FramingAttackDoorTest#g59AChunkThatIsNone door.FramingAttackDoorTest#g59ChunksWithoutEnd door.FramingAttackDoorTest#g59ALongTrailer door.FramingAttackDoorTest#g59ALongExtension door.FramingAttackDoorTest#g59ZerosBeforeANumberChangeNothing
            G60 door.AttackDoorTest#g60TrailersAreDropped
            G61 door.FramingAttackDoorTest#g61AnotherVersion door.FramingAttackDoorTest#g61ChunksInHttp10 door.AttackDoorTest#g61AVersionInLowerCaseIsThatVersion
            G62 door.AttackDoorTest#g62ABodyThatIsARequestIsABody door.AttackDoorTest#g62EachPipelinedRequestIsJudgedAlone
            G63 door.AttackDoorTest#g63WhoIsRefusedIsNotAskedForTheBody door.AttackDoorTest#g63AnotherExpectationFails
            G64 door.AttackDoorTest#g64NoProtocolIsUpgraded door.AttackDoorTest#g64PriorKnowledgeIsNoRequest
            G65 door.LyingUpstreamDoorTest#g65ABrokenAnswerIsNone door.LyingUpstreamDoorTest#g65AStormOfInterimAnswersIsNoAnswer door.LyingUpstreamDoorTest#g65AHundredInterimAnswersAreNotPassedOn door.LyingUpstreamDoorTest#g65AConnectionThatLiedIsNotUsedAgain door.CutOffUpstreamDoorTest#g65AnAnswerThatEndsTooEarlyIsNotWhole
            G66 door.AttackDoorTest#g66FramesOfHttp2AreNoRequests door.AttackDoorTest#g64PriorKnowledgeIsNoRequest
            G67 door.SlowDoorTest#g67AHeadThatTricklesEndsInTime door.SlowDoorTest#g67SoDoesTheHeadOfALaterRequest door.SlowDoorTest#g67ABodyThatDoesNotComeEndsWithTheConnection door.SlowReaderDoorTest#g67AnAnswerThatNobodyReadsEndsWithBothConnections
            G68 door.CutConnectionDoorTest#g68ConnectionsThatAreCutLeaveNothingBehind
            G69 door.HygieneDoorTest#encodedBodiesAreNotSupported hygiene.RequestHygieneTest#refusesEncodedBodies
            G70 door.StreamDoorTest#g70AnAnnouncedBodyOverTheRoutesLimitReachesNobody door.StreamDoorTest#g70ABodyThatGrowsOverTheLimitIsCutOffOnBothSides door.HygieneDoorTest#sizesHaveLimits door.HygieneDoorTest#aChunkedBodyOverTheLimitIsTooLargeToo
            G71 door.HygieneDoorTest#anErrorStaysAProblemForABrowser
            G72 door.LongListDoorTest#g72LongListsCostLittle
            G73 door.EdgeDoorTest#g73NoOtherOriginMay door.EdgeDoorTest#g73AnAllowedOriginMayRead door.EdgeDoorTest#g73APreflightIsAnsweredForWhatExists hygiene.AllowedOriginsTest#nothingElseIsPermitted
            G74 door.PageDoorTest#theLoginKnowsOnlyOurPagesAsDestination door.ProxyDoorTest#aRedirectElsewhereIsNeitherFollowedNorPassedOn
            G75 door.OddTargetDoorTest#g75AnAddressInThePath door.RoutedPathPropertyTest#anUpstreamGetsThePathThatWasJudged
            G76 door.ProxyDoorTest#internalHeadersStayInside
            G77 door.LimitDoorTest#g77APersonWhoAsksTooMuchHearsForHowLongToWait door.LimitDoorTest#g77ASpoofedAddressIsNoOtherAddress
            G78 door.LimitDoorTest#g78WhatIsCountedNeedsNobodyElse
            G79 door.HygieneDoorTest#anotherPathIsUnknown
            G80 door.AttackDoorTest#g80ADecisionIsNeverReusedOnAnotherRoute door.OrgDoorTest#g80ADecisionInOneOrganisationIsNoneInAnother
            G81 door.AttackDoorTest#g81AnotherOrganisationInTheQueryIsRefused door.AttackDoorTest#g81AnotherOrganisationInAHeaderIsRefused access.AccessPolicyTest#anOrganisationInTheRequestIsAClaimOfAMemberAndASearchOfAnAdmin
            G82 door.AttackDoorTest#g82ATlsHandshakeIsNoRequest door.EdgeDoorTest#g48AForeignHostIsMisdirected
            G83 door.AttackDoorTest#g83NothingSentIsRepeated door.HeaderAttackDoorTest#g83NothingIsRepeatedInTheLog door.HygieneDoorTest#anotherSpellingIsRefused
            G84 - the services themselves, over their own ports: AccessIT#a2AServicesOwnPortTakesNobodysWord in testing/acceptance
            """;

    private static final AttackList LIST =
            new AttackList("dev.rollcall.gateway", ATTACKS_AND_TESTS);

    /** Answers other than the catalogue's, and why they are better. */
    private static final String DEPARTURES =
            """
            G2 two lines of Authorization are 400 as in G54, before anybody reads either
            G21 403 user_disabled: no new token mends it, and a client that hears 401 fetches one
            G25 a role that is no text makes the token unreadable, 401
            G45 an empty last segment below a /** route is a path of the upstream's, by the same rule
            G49 whitespace behind the method is no part of it (RFC 9112, 3): judged and passed on as GET
            G50 _method in a query or a body is the upstream's own and passes; the method stays
            G55 a folded line of no meaning to us is unfolded (RFC 9112, 5.2), then judged and passed on
            G58 Content_Length is another name: no length to us, and not passed on
            G59 zeros before a number are none of its digits (RFC 9112, 7.1); 17 others are refused
            G61 http/1.1 is read as HTTP/1.1 by the codec, and passed on as it
            G64 the preface of HTTP/2 is a method we do not know, 501
            G66 there is no HTTP/2: the first frame ends the connection
            G82 TLS ends before the gateway: its bytes are no request, 400
            """;

    static List<String> attacks() {
        return ATTACKS_AND_TESTS.lines().toList();
    }

    static List<String> tests() {
        return LIST.tests();
    }

    @Test
    void everyAttackIsListedOnceInOrder() {
        assertEquals(
                IntStream.rangeClosed(1, ATTACKS).mapToObj(n -> "G" + n).toList(), LIST.numbers());
    }

    @ParameterizedTest
    @MethodSource("tests")
    void whatTheListNamesExists(String test) throws ClassNotFoundException {
        assertTrue(LIST.holds(test), test);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void eachIsTriedOverASocketOrHasAReason(String attack) {
        assertTrue(attack.contains(" door.") || attack.contains(" - "), attack);
    }

    @Test
    void everyDepartureIsOfAListedAttackAndHasAReason() {
        List<String> departures = DEPARTURES.lines().toList();

        assertTrue(departures.stream().allMatch(line -> line.matches("G[0-9]+ .{20,}")));
        List<String> numbers =
                departures.stream().map(line -> line.substring(0, line.indexOf(' '))).toList();
        assertTrue(LIST.numbers().containsAll(numbers), numbers::toString);
    }
}
