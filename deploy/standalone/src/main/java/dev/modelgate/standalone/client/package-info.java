/**
 * What the command line needs to talk to a server.
 *
 * <p>In: an address and a token. Out: the API's answers as JSON trees, tables and times for people.
 * It does not know how the server is made.
 */
@NullMarked
package dev.modelgate.standalone.client;

import org.jspecify.annotations.NullMarked;
