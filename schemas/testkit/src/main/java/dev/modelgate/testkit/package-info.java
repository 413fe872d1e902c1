/**
 * What the tests of every module stand on.
 *
 * <p>In: a test. Out: a real Kafka and a real PostgreSQL, a service of its own on them, records
 * filled with sample values, and the rules of the house. Test scope only.
 */
@NullMarked
package dev.modelgate.testkit;

import org.jspecify.annotations.NullMarked;
