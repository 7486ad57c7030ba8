/** Request-time sync: the local user of a verified token, now. */
@NullMarked
package dev.rollcall.identity.sync;

import org.jspecify.annotations.NullMarked;
