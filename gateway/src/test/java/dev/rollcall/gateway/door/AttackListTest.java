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
 * The catalogue of attacks on the door, and the tests that hold each: a number, then the tests, or
 * after a dash why there is none. What it names exists.
 */
class AttackListTest {

    private static final int ATTACKS = 84;
    private static final AttackList LIST =
            new AttackList(
                    "dev.rollcall.gateway",
                    """
            G1 door.TokenDoorTest#withoutATokenThereIsNoSession
            G2 door.TokenDoorTest#everythingBeforeTheSignatureIsOneAnswer token.PresentedTokenTest#refusesAnotherScheme door.HygieneDoorTest#sizesHaveLimits
            G3 token.ForgedTokenTest#theAlgorithmIsExactlyRs256 token.ForgedTokenTest#aTokenHasOneSpelling
            G4 token.ForgedTokenTest#theAlgorithmIsExactlyRs256 token.ForgedTokenTest#aTokenWithoutAlgorithmIsRefused
            G5 token.ForgedTokenTest#thePublicKeyIsNoSharedSecret
            G6 token.ForgedTokenTest#theAlgorithmIsExactlyRs256
            G7 token.ForgedTokenTest#aSignatureOfAnotherDigestIsRefused
            G8 token.ForgedTokenTest#theAlgorithmIsExactlyRs256
            G9 token.SessionAuthenticatorTest#unknownKeysCauseAtMostOneFetchInFiveSeconds
            G10 token.SessionTokenVerifierTest#refusesATokenWithoutItsKey
            G11 token.SessionTokenVerifierTest#tellsAnUnknownKeyFromABadSignature
            G12 token.SessionTokenVerifierTest#refusesHeadersThatChangeHowATokenIsRead
            G13 token.SessionTokenVerifierTest#refusesHeadersThatChangeHowATokenIsRead
            G14 token.SessionTokenVerifierTest#refusesOtherTypes token.SessionTokenVerifierTest#refusesTheCategoriesOfTemplatesAndMachines
            G15 door.TokenDoorTest#everythingBeforeTheSignatureIsOneAnswer door.TokenDoorTest#noAnswerRepeatsTheToken
            G16 token.ForgedTokenTest#anOddExpiryIsRefused token.ForgedTokenTest#aMissingExpiryIsRefused
            G17 token.SessionTokenVerifierTest#allowsFiveSecondsOfSkew
            G18 token.ForgedTokenTest#anotherIssuerIsRefused
            G19 token.SessionTokenVerifierTest#refusesAnotherParty token.ForgedTokenTest#aPartyOfAnotherTypeIsRefused
            G20 token.ForgedTokenTest#anotherSubjectIsRefused
            G21 door.RevocationDoorTest#aRevokedUserIsRefusedUntilReadmitted
            G22 door.RevocationDoorTest#noTokenOfARevokedSessionPasses token.SessionTokenVerifierTest#tellsThatASessionHasOpenTasks
            G23 token.ForgedTokenTest#aPayloadIsStrictJson token.ForgedTokenTest#aPayloadThatIsNoClaimSetIsRefused token.ForgedTokenTest#aPayloadIsValidUtf8
            G24 token.ForgedTokenTest#anotherVersionIsRefused token.ForgedTokenTest#bothFormsOfAnOrganisationAtOnceAreRefused token.ClaimReaderTest#neverLooksInUnsafeMetadata
            G25 access.AccessPolicyTest#aRoleIsItsExactNameAndAnAdminAlsoActsForCompliance door.AccessDoorTest#aRefusalIsEvidenceToo
            G26 door.AccessDoorTest#whoActsAsAnAdminIsRefusedAndNamed
            G27 token.ForgedTokenTest#aTokenHasOneSpelling
            G28 token.ForgedTokenTest#aTokenHasOneSpelling
            G29 token.ForgedTokenTest#aTokenHasOneSpelling token.ForgedTokenTest#aHeaderIsStrictJson
            G30 door.TokenDoorTest#everythingBeforeTheSignatureIsOneAnswer
            G31 door.TokenDoorTest#aTokenInTheQueryIsNone door.TokenDoorTest#aTokenInAnotherHeaderIsNone door.TokenDoorTest#aCookieCountsOnTheApiOnlyFromTheOwnOrigin
            G32 token.SessionAuthenticatorTest#keepsTheLastGoodSetWhenABadOneComes token.SessionAuthenticatorTest#refusesASetThatIsTooLarge token.JwkSetReaderTest#refusesASetWithAWeakKey door.OutageDoorTest#withoutTokenKeysNobodyIsTurnedAwayForGood
            G33 token.SessionAuthenticatorTest#anUnknownKeyIsFetchedAtOnce token.SessionAuthenticatorTest#aKeyThatIsGoneTakesItsTokensAlong
            G34 door.AttackDoorTest#g34AKeyOfAnotherInstanceOpensNothing
            G35 hygiene.RequestHygieneTest#refusesEveryOtherSpelling door.HygieneDoorTest#anotherSpellingIsRefused
            G36 hygiene.RequestHygieneTest#refusesEveryOtherSpelling door.HygieneDoorTest#anotherSpellingIsRefused
            G37 hygiene.RequestHygieneTest#refusesEveryOtherSpelling door.HygieneDoorTest#anotherSpellingIsRefused
            G38 hygiene.RequestHygieneTest#refusesEveryOtherSpelling door.HygieneDoorTest#anotherSpellingIsRefused
            G39 hygiene.RequestHygieneTest#refusesEveryOtherSpelling hygiene.CanonicalTargetPropertyTest#aCleanTargetReadsAsItIsWritten
            G40 hygiene.RequestHygieneTest#refusesEveryOtherSpelling door.RoutedPathPropertyTest#anUpstreamGetsThePathThatWasJudged
            G41 hygiene.RequestHygieneTest#refusesEveryOtherSpelling
            G42 hygiene.RequestHygieneTest#refusesEveryOtherSpelling door.HygieneDoorTest#anotherSpellingIsRefused
            G43 hygiene.RequestHygieneTest#refusesEveryOtherSpelling door.HygieneDoorTest#anotherSpellingIsRefused
            G44 hygiene.RequestHygieneTest#refusesEveryOtherSpelling door.HygieneDoorTest#anotherSpellingIsRefused
            G45 door.HygieneDoorTest#anotherPathIsUnknown
            G46 hygiene.RequestHygieneTest#refusesEveryOtherSpelling door.HygieneDoorTest#anotherSpellingIsRefused
            G47 door.HygieneDoorTest#sizesHaveLimits
            G48 door.EdgeDoorTest#g48AForeignHostIsMisdirected hygiene.RequestHygieneTest#refusesAHostThatIsNone hygiene.RequestHygieneTest#wantsExactlyOneHost hygiene.OwnHostsTest#servesItsNamesAndAddresses
            G49 hygiene.RequestHygieneTest#knowsTheStandardMethodsOnly door.HygieneDoorTest#unknownMethodsAreNotImplemented
            G50 door.ProxyDoorTest#nothingElseOfTheClientsHeadersCrosses
            G51 door.ProxyDoorTest#nothingElseOfTheClientsHeadersCrosses
            G52 door.EdgeDoorTest#g52TheUpstreamHearsWhatTheTrustedProxySawAndNothingElse hygiene.ClientAddressesTest#countsFromTheSideOfTheProxies
            G53 door.ProxyDoorTest#namingAHeaderInConnectionRemovesNothing
            G54 hygiene.RequestHygieneTest#refusesAHeaderThatMayStandOnceAndStandsTwice
            G55 door.AttackDoorTest#g55ABrokenHeaderIsRefusedAndEndsTheConnection door.AttackDoorTest#g55AFoldedHeaderOfNoMeaningToUsArrivesUnfolded
            G56 door.EdgeDoorTest#g56ATraceIsKeptIfItCanBeRead door.HygieneDoorTest#aRequestIdIsKeptIfItIsOne proxy.TraceParentTest#beginsAnotherInsteadOfJunk
            G57 door.HygieneDoorTest#brokenFramingIsRefusedAndEndsTheConnection hygiene.RequestHygieneTest#refusesATransferCodingOtherThanChunked
            G58 door.HygieneDoorTest#brokenFramingIsRefusedAndEndsTheConnection hygiene.RequestHygieneTest#refusesALengthThatIsNoNumber
            G59 door.HygieneDoorTest#aBadChunkIsNotTheEndOfABody
            G60 door.AttackDoorTest#g60TrailersAreDropped
            G61 door.HygieneDoorTest#brokenFramingIsRefusedAndEndsTheConnection hygiene.RequestHygieneTest#speaksOnlyTheVersionsItKnows door.AttackDoorTest#g61AVersionInLowerCaseIsThatVersion
            G62 door.AttackDoorTest#g62ABodyThatIsARequestIsABody door.AttackDoorTest#g62EachPipelinedRequestIsJudgedAlone
            G63 door.AttackDoorTest#g63WhoIsRefusedIsNotAskedForTheBody door.AttackDoorTest#g63AnotherExpectationFails
            G64 door.AttackDoorTest#g64NoProtocolIsUpgraded door.AttackDoorTest#g64PriorKnowledgeIsNoRequest
            G65 door.LyingUpstreamDoorTest#g65ABrokenAnswerIsNone door.LyingUpstreamDoorTest#g65InterimAnswersAreNotPassedOn door.LyingUpstreamDoorTest#g65AnAnswerThatEndsTooEarlyIsNotWhole
            G66 door.AttackDoorTest#g66FramesOfHttp2AreNoRequests door.AttackDoorTest#g64PriorKnowledgeIsNoRequest
            G67 door.SlowDoorTest#g67AHeadThatTricklesEndsInTime door.SlowDoorTest#g67SoDoesTheHeadOfALaterRequest door.SlowDoorTest#g67ABodyThatDoesNotComeEndsWithTheConnection
            G68 door.SlowDoorTest#g68ConnectionsThatAreCutLeaveNothingBehind
            G69 door.HygieneDoorTest#encodedBodiesAreNotSupported hygiene.RequestHygieneTest#refusesEncodedBodies
            G70 door.StreamDoorTest#g70AnAnnouncedBodyOverTheRoutesLimitReachesNobody door.StreamDoorTest#g70ABodyThatGrowsOverTheLimitIsCutOffOnBothSides door.HygieneDoorTest#sizesHaveLimits door.HygieneDoorTest#aChunkedBodyOverTheLimitIsTooLargeToo
            G71 door.HygieneDoorTest#anErrorStaysAProblemForABrowser
            G72 door.AttackDoorTest#g72LongListsCostLittle
            G73 door.EdgeDoorTest#g73NoOtherOriginMay door.EdgeDoorTest#g73AnAllowedOriginMayRead door.EdgeDoorTest#g73APreflightIsAnsweredForWhatExists hygiene.AllowedOriginsTest#nothingElseIsPermitted
            G74 door.PageDoorTest#theLoginKnowsOnlyOurPagesAsDestination door.ProxyDoorTest#aRedirectIsNotFollowed
            G75 door.RoutedPathPropertyTest#anUpstreamGetsThePathThatWasJudged door.HygieneDoorTest#anotherSpellingIsRefused
            G76 door.ProxyDoorTest#internalHeadersStayInside
            G77 door.LimitDoorTest#g77APersonWhoAsksTooMuchHearsForHowLongToWait door.LimitDoorTest#g77ASpoofedAddressIsNoOtherAddress
            G78 door.LimitDoorTest#g78WhatIsCountedNeedsNobodyElse
            G79 door.HygieneDoorTest#anotherPathIsUnknown
            G80 door.AttackDoorTest#g80ADecisionIsNeverReusedOnAnotherRoute
            G81 door.AttackDoorTest#g81AnotherOrganisationInTheQueryIsRefused door.AttackDoorTest#g81AnotherOrganisationInAHeaderIsRefused access.AccessPolicyTest#anOrganisationInTheRequestIsAClaimOfAMemberAndASearchOfAnAdmin
            G82 door.AttackDoorTest#g82ATlsHandshakeIsNoRequest door.EdgeDoorTest#g48AForeignHostIsMisdirected
            G83 door.AttackDoorTest#g83NothingSentIsRepeated door.HygieneDoorTest#anotherSpellingIsRefused
            G84 - the services themselves, over their own ports: AccessIT#a2AServicesOwnPortTakesNobodysWord in testing/acceptance
            """);

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
}
