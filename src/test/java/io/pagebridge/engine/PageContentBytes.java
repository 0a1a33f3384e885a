package io.pagebridge.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds page content byte by byte, right or wrong on purpose. */
final class PageContentBytes {
    static final String PAGE_JSON =
            """
            {"number":3,"label":"iii","width":612.0,"height":792.0,"rotation":90,
             "fonts":[{"name":"Helvetica","family":"Helvetica","weight":700,"italic":false,"fixed":false,
                       "serif":false,"symbolic":false,"ascent":0.9,"descent":-0.2}],
             "images":[{"box":[1,2,3,4],"pixels":[640,480]}],
             "links":[{"box":[1,2,3,4],"uri":"https://example.org","page":null}],
             "fields":[{"name":"given","type":"text","value":"Ada","box":[1,2,3,4]}],
             "annotations":[{"type":"freetext","text":"see","box":[1,2,3,4]}],
             "tags":[{"parent":-1,"type":"P","mcids":[],"alt":null,"actual":null,"row_span":1,"col_span":1,"scope":null},
                     {"parent":0,"type":"Span","mcids":[0,1],"alt":null,"actual":null,"row_span":1,"col_span":1,"scope":null}],
             "ocr":null,"truncated":["paths"],"unmapped":0.0,"times":{}}""";

    String json = PAGE_JSON;
    int codePoint = 'A';
    float x0 = 10;
    float x1 = 16;
    float size = 12;
    int font = 0;
    int confidence = 255;
    int pathKind = 1;
    float pathX0 = 5;
    Integer claimedGlyphs;
    int claimedPaths = 1;
    int reserved = 0;

    byte[] build() {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out =
                ByteBuffer.allocate(16 + text.length + 49 + 30).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(text.length).putInt(claimedGlyphs == null ? 1 : claimedGlyphs);
        out.putInt(claimedPaths).putInt(reserved).put(text);
        out.putInt(codePoint);
        out.putFloat(x0).putFloat(20).putFloat(x1).putFloat(32);
        out.putFloat(10).putFloat(30).putFloat(size).putFloat(0.5f);
        out.putShort((short) font)
                .putShort((short) 2)
                .putInt(7)
                .putInt(0x112233FF)
                .put((byte) confidence);
        out.put((byte) pathKind).put((byte) 3);
        out.putFloat(pathX0).putFloat(6).putFloat(7).putFloat(8).putFloat(0.5f).putInt(1).putInt(2);
        return out.array();
    }
}
