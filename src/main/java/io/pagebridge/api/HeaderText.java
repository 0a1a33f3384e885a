package io.pagebridge.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text of a header beyond ASCII: clients send it as UTF-8 or as Latin-1, and HTTP does not say which. */
final class HeaderText {
    private HeaderText() {}

    /**
     * UTF-8 where the bytes are that, which Latin-1 text almost never is by chance.
     *
     * @param untrustedHeader with one character for each byte, as Netty delivers it
     */
    static String of(String untrustedHeader) {
        byte[] bytes = untrustedHeader.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return untrustedHeader;
        }
    }
}
