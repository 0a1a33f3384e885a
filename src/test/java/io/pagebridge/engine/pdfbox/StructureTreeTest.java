package io.pagebridge.engine.pdfbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;

class StructureTreeTest {
    private final PDPage page = new PDPage();
    private final COSDictionary root = new COSDictionary();
    private final COSArray owners = new COSArray();
    private final COSDictionary numbers = new COSDictionary();

    private StructureTree.PageTags tags() {
        COSArray entries = new COSArray();
        entries.add(COSInteger.get(7));
        entries.add(owners);
        numbers.setItem(COSName.NUMS, entries);
        root.setItem(COSName.TYPE, COSName.STRUCT_TREE_ROOT);
        root.setItem(COSName.PARENT_TREE, numbers);
        page.getCOSObject().setInt(COSName.STRUCT_PARENTS, 7);
        COSDictionary catalog = new COSDictionary();
        catalog.setItem(COSName.STRUCT_TREE_ROOT, root);
        return new StructureTree(catalog).of(page);
    }

    private COSDictionary element(COSDictionary parent, String type, COSBase... kids) {
        COSDictionary element = new COSDictionary();
        element.setName(COSName.S, type);
        element.setItem(COSName.P, parent);
        element.setItem(COSName.PG, page);
        COSArray own = new COSArray();
        for (COSBase kid : kids) {
            own.add(kid);
        }
        element.setItem(COSName.K, own);
        if (!(parent.getDictionaryObject(COSName.K) instanceof COSArray)) {
            parent.setItem(COSName.K, new COSArray());
        }
        parent.getCOSArray(COSName.K).add(element);
        return element;
    }

    private static List<Object> each(StructureTree.PageTags tags, String member) {
        return tags.tags().stream().map((Map<String, Object> tag) -> tag.get(member)).toList();
    }

    @Test
    void elementsComeParentsFirstWithTheIdsAndTextsThatAreTheirs() {
        COSDictionary roles = new COSDictionary();
        roles.setName("Bild", "Figure");
        root.setItem(COSName.ROLE_MAP, roles);
        COSDictionary part = element(root, "Sect");
        COSDictionary figure = element(part, "Bild", COSInteger.get(1));
        figure.setString(COSName.ALT, "A lake");
        COSDictionary cell = element(part, "TH", COSInteger.get(2), COSInteger.get(3));
        COSDictionary attributes = new COSDictionary();
        attributes.setInt("ColSpan", 2);
        attributes.setName(COSName.getPDFName("Scope"), "Column");
        cell.setItem(COSName.A, attributes);
        cell.setString(COSName.ACTUAL_TEXT, "Year");
        owners.add(COSInteger.get(0));
        owners.add(figure);
        owners.add(cell);
        owners.add(cell);
        StructureTree.PageTags tags = tags();
        assertThat(each(tags, "parent")).containsExactly(-1, 0, 0);
        assertThat(each(tags, "type")).containsExactly("Sect", "Figure", "TH");
        assertThat(each(tags, "mcids")).containsExactly(List.of(), List.of(1), List.of(2, 3));
        assertThat(each(tags, "alt")).containsExactly(null, "A lake", null);
        assertThat(each(tags, "actual")).containsExactly(null, null, "Year");
        assertThat(each(tags, "col_span")).containsExactly(1, 1, 2);
        assertThat(each(tags, "scope")).containsExactly(null, null, "Column");
        assertThat(tags.cut()).isFalse();
    }

    @Test
    void contentAndElementsOfOtherPagesStayOut() {
        COSDictionary here = element(root, "P", COSInteger.get(0));
        COSDictionary elsewhere = element(root, "P", COSInteger.get(0));
        elsewhere.setItem(COSName.PG, new PDPage());
        COSDictionary both = element(root, "P", reference(page, 4), reference(new PDPage(), 5));
        owners.add(here);
        owners.add(both);
        assertThat(each(tags(), "mcids")).containsExactly(List.of(0), List.of(4));
    }

    private static COSDictionary reference(PDPage page, int id) {
        COSDictionary reference = new COSDictionary();
        reference.setName(COSName.TYPE, "MCR");
        reference.setItem(COSName.PG, page);
        reference.setInt(COSName.MCID, id);
        return reference;
    }

    @Test
    void loopsOfParentsKidsAndNumbersEnd() {
        COSDictionary top = element(root, "Sect");
        COSDictionary inner = element(top, "P", COSInteger.get(0));
        inner.getCOSArray(COSName.K).add(top);
        top.getCOSArray(COSName.K).add(top);
        top.getCOSArray(COSName.K).add(inner);
        COSDictionary lost = element(inner, "Span", COSInteger.get(1));
        COSDictionary other = element(lost, "Span", COSInteger.get(2));
        lost.setItem(COSName.P, other);
        COSArray kids = new COSArray();
        kids.add(numbers);
        kids.add(numbers);
        numbers.setItem(COSName.KIDS, kids);
        owners.add(inner);
        owners.add(other);
        assertThat(each(tags(), "type")).containsExactly("Sect", "P");
    }

    @Test
    void aHundredThousandKidsAndAChainOfAsManyAreCutInTime() {
        COSDictionary wide = element(root, "Sect");
        for (int i = 0; i < 100_000; i++) {
            owners.add(element(wide, "Span", COSInteger.get(i)));
        }
        COSDictionary deep = root;
        for (int i = 0; i < 100_000; i++) {
            deep = element(deep, "Div");
        }
        owners.add(deep);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    StructureTree.PageTags tags = tags();
                    assertThat(tags.cut()).isTrue();
                    assertThat(tags.tags()).hasSizeLessThanOrEqualTo(StructureTree.MOST);
                    assertThat(each(tags, "type")).contains("Sect", "Span").doesNotContain("Div");
                });
    }
}
