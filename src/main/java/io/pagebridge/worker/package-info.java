/**
 * The bridge: a pool of supervised worker processes that speak {@link io.pagebridge.worker.protocol.Frame PX1} over
 * their pipes. Usable by itself: no HTTP, no PDF, no framework.
 *
 * <h2>Which thread does what</h2>
 *
 * <table>
 * <caption>Threads</caption>
 * <tr><td>spawner (one per JVM, for ever)</td><td>starts every process; nothing else</td></tr>
 * <tr><td>stdout reader (one per worker)</td><td>reads and checks frames, hands parts over, gives the worker back after
 * the last frame, tells the pool of its end. May block: in the pipe, and while the caller is behind</td></tr>
 * <tr><td>stderr drain (one per worker)</td><td>keeps the last 64 KiB</td></tr>
 * <tr><td>writers (as many as calls are being sent)</td><td>write headers and bodies, cancel, ping and retire. May block in
 * the pipe; killing the worker frees them</td></tr>
 * <tr><td>clock (one per pool)</td><td>every limit, the memory watchdog, pings. Never blocks</td></tr>
 * <tr><td>the JDK's, at a process' end</td><td>kills what is left of the worker's family. Never blocks</td></tr>
 * <tr><td>callers (any, also virtual)</td><td>wait for a worker, for {@code accepted}, for parts; write a call of up to
 * 4 KB. Block in the pipe only when the worker answers without reading, until the clock has it killed</td></tr>
 * </table>
 *
 * <h2>Locks</h2>
 *
 * <table>
 * <caption>What each guards, and what is never done while holding it</caption>
 * <tr><td>{@code Roster.lock}</td><td>states of all workers, the line, the circuit. Nothing that blocks, starts, kills,
 * writes or calls back happens under it: such effects are collected and run after it is released</td></tr>
 * <tr><td>{@code Handover.lock}</td><td>parts of one call. No other lock is taken under it</td></tr>
 * <tr><td>{@code WorkerProcess.writing}</td><td>the order of frames to one worker; held while blocked in the pipe.
 * Only writers take it, and callers for a small call to the worker they were lent; never the clock or a reader</td></tr>
 * <tr><td>{@code Quarantine}, {@code ServiceTime}, {@code LastWords}, {@code AnswerLedger}</td><td>their own few
 * fields; leaves</td></tr>
 * </table>
 *
 * Order where two are held: {@code Roster.lock} before a leaf. A call's end is decided by one compare-and-set
 * ({@code Exchange.over}), not by a lock.
 */
package io.pagebridge.worker;
