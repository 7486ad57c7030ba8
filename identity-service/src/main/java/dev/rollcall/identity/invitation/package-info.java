/** Invitations to organisations at Clerk: their state, never whom they invite. */
@NullMarked
package dev.rollcall.identity.invitation;

import org.jspecify.annotations.NullMarked;
