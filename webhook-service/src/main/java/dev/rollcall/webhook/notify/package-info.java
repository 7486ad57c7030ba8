/** Telling operators what needs them. */
@NullMarked
package dev.rollcall.webhook.notify;

import org.jspecify.annotations.NullMarked;
