/** An administrator's changes of a person: at Clerk first, then here by Clerk's answer. */
@NullMarked
package dev.rollcall.identity.writethrough;

import org.jspecify.annotations.NullMarked;
