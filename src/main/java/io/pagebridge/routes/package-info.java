/**
 * HTTP routes written in Python: an operator's directory of modules, served by a pool of workers of its own.
 *
 * <p>A request is read on the event loop, waits in the line of the {@link io.pagebridge.routes.RequestBatcher}, crosses
 * the pipe together with up to fifteen others that waited with it, and is answered on its event loop. One lane for each
 * worker: a lane has at most one call under way, so the pool's rule of one call per worker holds here, too. Nobody waits
 * in between: the event loop writes the call, the worker's reader takes its answer and writes the next one.
 */
package io.pagebridge.routes;
