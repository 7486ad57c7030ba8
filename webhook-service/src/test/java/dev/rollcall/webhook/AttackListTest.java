package dev.rollcall.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.AttackList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The catalogue of attacks on the receiver of webhooks and on what is sent from here, and the tests
 * that hold each: a number, then the tests, or after a dash why there is none. What it names
 * exists.
 */
class AttackListTest {

    private static final int ATTACKS = 44;

    private static final AttackList LIST =
            new AttackList(
                    "dev.rollcall.webhook",
                    """
            TW1 receive.SignatureVectorsTest#agreesWithTheSignaturesOfOthers receive.SignatureVerifierTest#acceptsTheStandardHeaderNames receive.SignatureVerifierTest#findsTheRightOneOfSeveralEntries receive.WebhookSecretsTest#readsSeveralSecretsWithAndWithoutPrefix
            TW2 receive.SignatureVerifierTest#refusesAHeaderThatIsMissingOrRepeated receive.WebhookControllerIT#refusesWhatIsNotSignedAtAll receive.WebhookControllerIT#refusesARepeatedHeader
            TW3 receive.SignatureVerifierTest#refusesEveryOtherSpellingOfTheSignature receive.SignatureVerifierTest#refusesTheFlipOfAnyBit
            TW4 receive.SignatureVerifierTest#refusesEveryOtherSpellingOfTheSignature
            TW5 receive.SignatureVerifierTest#refusesMoreEntriesThanAnyoneSends receive.SignatureVerifierTest#findsTheRightOneOfSeveralEntries
            TW6 receive.SignatureVerifierTest#refusesWhatOtherSchemesSign
            TW7 receive.SignatureVerifierTest#acceptsFiveMinutesEitherWay receive.SignatureVerifierTest#refusesMoreThanFiveMinutesEitherWay receive.WebhookControllerIT#refusesAnOldOrFutureTimestamp
            TW8 receive.SignatureVerifierTest#refusesEveryOtherSpellingOfTheTimestamp
            TW9 receive.SignatureVerifierTest#refusesIdsOfAnotherShape receive.SignatureVerifierTest#refusesAnIdThatIsTooLong
            TW10 receive.SignatureVerifierTest#refusesABodyThatWasWrittenAnew
            TW11 receive.SignatureVerifierTest#refusesABodyThatWasReplacedCharacterWise
            TW12 inbox.EnvelopeReaderTest#parksWhatIsNotUtf8 receive.WebhookControllerIT#verifiesTheBytesAndParksWhatIsNoText
            TW13 inbox.EnvelopeReaderTest#parksWhatNobodyCanUse inbox.EnvelopeReaderTest#allowsSixtyFourLevelsAndNoMore inbox.InboxIT#parksPoisonAtOnce receive.WebhookControllerIT#parksAnEmptyBody delivery.DeliveryJobIT#neverSendsPoison
            TW14 receive.WebhookControllerIT#takesAMebibyteAndNoMore receive.WebhookControllerIT#stopsAtAMebibyteWithoutADeclaredLength
            TW15 receive.WebhookControllerIT#answersARepetitionAsDuplicate inbox.InboxIT#countsAMessageOnce
            TW16 receive.WebhookControllerIT#refusesAnOldOrFutureTimestamp receive.WebhookControllerIT#answersARepetitionAsDuplicate
            TW17 receive.WebhookControllerIT#answersARepetitionAsDuplicate inbox.InboxIT#keepsTheFirstBodyOfAnIdAndCountsTheOther
            TW18 inbox.InboxIT#makesOneRowOfAThousandConcurrentCopies
            TW19 receive.SignatureVerifierTest#refusesFamiliesThatConflict receive.SignatureVerifierTest#refusesAMixtureOfFamilies receive.SignatureVerifierTest#acceptsBothFamiliesIfTheyAgree
            TW20 receive.WebhookControllerIT#servesNoOtherMethodOrSpelling
            TW21 receive.ContentPolicyTest#refusesEverythingElse receive.WebhookControllerIT#takesJsonOnly receive.WebhookControllerIT#refusesAMissingContentType
            TW22 receive.ContentPolicyTest#refusesAnyEncoding receive.WebhookControllerIT#refusesAnyContentEncoding receive.WebhookControllerIT#refusesGzipThatWasSignedBeforePacking
            TW23 receive.WebhookControllerIT#refusesCallersWithoutAServiceToken receive.WebhookControllerIT#refusesATokenMeantForAnotherService
            TW24 receive.FloodIT#aFloodOfUnsignedBodiesIsShedAndSignedEventsPass receive.FloodIT#everyAnswerGivesItsRoomBack receive.BodyBudgetTest#largeBodiesShareHalfOfIt
            TW25 - who stands in front may filter by Svix's addresses; here the signature decides, and no forwarded address is read
            TW26 receive.SignatureVerifierTest#saysWhichSecretMatched receive.SignatureVerifierTest#refusesASecretThatWasRemoved receive.WebhookControllerIT#acceptsTheOlderSecretWhileItIsConfigured
            TW27 inbox.OwnInstanceTest#anEventOfAnotherInstanceIsForeign delivery.ForeignEventIT#anEventOfAnotherInstanceIsKeptAndNotDelivered delivery.ForeignEventIT#aReplayDoesNotDeliverItEither
            TW28 inbox.EnvelopeReaderTest#readsEveryExample inbox.InboxIT#keepsAnArrivalByteForByte delivery.DeliveryIT#keepsTheReasonOfWhatHadNoEffect
            TW29 delivery.DeliveryIT#postponesAFailureAndBuriesTheTenth delivery.SettlementPolicyTest#buriesAtOnceWhatCannotSucceed delivery.DeliveryIT#findsTheOneThatSpoilsABatch
            TW30 inbox.EnvelopeReaderTest#leavesOutASubjectOfAnotherShape
            TW31 - the mirror decides: MirrorLawsTest and MirrorLawsIT in identity-service
            TW32 - the mirror decides: MirrorLawsTest and MirrorLawsIT in identity-service
            TW33 - the mirror decides: MirrorLawsIT in identity-service
            TW34 - the mirror decides: MirrorLawsIT in identity-service
            TW35 - the mirror decides: MirrorLawsIT in identity-service
            TW36 - the mirror decides: MirrorLawsIT in identity-service
            TW37 - the mirror reads roles from public metadata alone: identity-service
            TW38 forward.ForwardPolicyTest#taken forward.ForwardPolicyTest#laterForTimeAndLoad forward.ForwardPolicyTest#neverForEverythingElse forward.ForwardPolicyTest#laterForNoAnswer forward.ForwardPolicyTest#theTargetsWordIsHonouredUpToAnHour forward.ForwardIT#aRedirectAndARefusalAreDead
            TW39 forward.ForwardIT#everyTryHasTheSameKeyAndBytesAndItsNumber forward.ForwardIT#anAppliedEventArrivesSignedAndOnce delivery.AppliedToTargetsIT#eachWantedAppliedEventIsDueOnce
            TW40 outgoing.AddressGuardTest#theRestNobodyMayCall outgoing.AddressGuardTest#whatIsPrivateMayBeCalledOnlyWhereThatIsAllowed outgoing.GuardedPostTest#aPrivateAddressIsNotEvenConnectedTo outgoing.GuardedPostTest#aRedirectIsAnAnswerAndNotFollowed outgoing.TargetUrlTest#anythingElseIsRefusedByNameAndNotRepeated forward.ForwardIT#aPrivateAddressIsNotCalledUnlessAllowed
            TW41 outgoing.GuardedPostTest#anAnswerThatTricklesEndsInTime outgoing.GuardedPostTest#aBodyWithoutEndIsNotRead outgoing.GuardedPostTest#aHeadWithoutEndIsCutOff
            TW42 replay.ReplayIT#onlyAdministratorsReplay replay.ReplayIT#anythingElseIsRefused replay.ReplayIT#oneRunsAtATimeAndCanBeCancelled replay.ReplayIT#whatIsErasedOrUselessIsRefusedWithTheReason erase.EraseEventsIT#anErasedEventIsShownAsSuchAndNotReplayed
            TW43 event.EventControllerIT#anEventIsShownWithItsWayAndWithoutPersonalData event.PayloadMaskTest#keepsTheShapeAndHidesTheValues event.PayloadMaskTest#aLongValueIsHiddenWhereverItStands
            TW44 receive.WebhookControllerIT#noAnswerDisablesTheEndpoint receive.OutageIT#asksTheSenderToComeBackAndTakesTheEventThen
            """);

    static List<String> tests() {
        return LIST.tests();
    }

    @Test
    void everyAttackIsListedOnceInOrder() {
        assertEquals(
                IntStream.rangeClosed(1, ATTACKS).mapToObj(n -> "TW" + n).toList(), LIST.numbers());
    }

    @ParameterizedTest
    @MethodSource("tests")
    void whatTheListNamesExists(String test) throws ClassNotFoundException {
        assertTrue(LIST.holds(test), test);
    }
}
