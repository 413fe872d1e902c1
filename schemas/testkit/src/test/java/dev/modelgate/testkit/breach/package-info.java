/** Classes that break one rule of the house each, so that the rules are seen to bite. */
@NullMarked
package dev.modelgate.testkit.breach;

import org.jspecify.annotations.NullMarked;
