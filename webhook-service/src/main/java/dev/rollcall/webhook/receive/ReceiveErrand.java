package dev.rollcall.webhook.receive;

import dev.rollcall.contracts.door.Errand;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.webhook.inbox.Receipt;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A webhook on the short way: verified on the connection's thread, answered after its commit. One
 * that does not verify takes the long way, where it is refused; one that could not be kept as well,
 * with the fault that the {@link BodyBudgetFilter} then throws instead of trying it a second time.
 */
final class ReceiveErrand implements Errand {

    private final Reception reception;
    private final BodyBudget.Claim claim;
    private final Channel channel;
    private final HttpRequest head;
    private final RequestId requestId;

    ReceiveErrand(
            Reception reception,
            BodyBudget.Claim claim,
            Channel channel,
            HttpRequest head,
            RequestId requestId) {
        this.reception = reception;
        this.claim = claim;
        this.channel = channel;
        this.head = head;
        this.requestId = requestId;
    }

    @Override
    public boolean run(byte[] body, ByteBufAllocator memory, Answer answer) {
        Reception.Judged judged = reception.judge(head.headers()::getAll, body);
        if (!(judged.check() instanceof SignatureCheck.Valid valid)) {
            return false;
        }
        var _ =
                reception
                        .keep(valid, body, judged.at(), requestId)
                        .whenComplete((receipt, failed) -> answer(receipt, failed, answer));
        return true;
    }

    @Override
    public void end() {
        claim.release();
    }

    /** On whichever thread ends the wait. */
    private void answer(@Nullable Receipt receipt, @Nullable Throwable failed, Answer answer) {
        if (receipt == null) {
            DoorFault.leave(channel, Reception.fault(failed));
            answer.give(null);
        } else {
            answer.give(Unpooled.wrappedBuffer(ReceiptResponse.of(receipt).json()));
        }
    }
}
