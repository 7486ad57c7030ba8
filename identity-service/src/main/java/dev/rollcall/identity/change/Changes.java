package dev.rollcall.identity.change;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;

/** Writes changes into the transaction that makes them. */
@Singleton
public class Changes {

    @Transactional(Transactional.TxType.MANDATORY)
    public void append(List<Change> changes) {}
}
