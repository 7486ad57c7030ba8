/** What the inbox forgets, and when. */
@NullMarked
package dev.rollcall.webhook.retention;

import org.jspecify.annotations.NullMarked;
