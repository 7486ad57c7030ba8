/** Forgetting what events said of a person, and keeping that they came. */
@NullMarked
package dev.rollcall.webhook.erase;

import org.jspecify.annotations.NullMarked;
