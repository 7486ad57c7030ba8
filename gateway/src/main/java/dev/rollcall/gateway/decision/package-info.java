/** Why a request was refused, remembered for a while for whoever has to explain it. */
@NullMarked
package dev.rollcall.gateway.decision;

import org.jspecify.annotations.NullMarked;
