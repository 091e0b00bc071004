package validate

import (
	"strings"
	"testing"
)

func TestRules(t *testing.T) {
	many := `{"a":"","b":"","c":"","d":"","e":"","f":"","g":"","h":"","i":"","j":"","k":"","l":"","m":"","n":"","o":"","p":"","q":""}`
	tag := tagged("type", map[string]fields{"a": {"x!": str}, "b": {}})
	bare := tagged("type", map[string]fields{"": {"x": str}, "a": {}})
	for _, c := range []struct {
		name  string
		rule  rule
		value string
		want  string // "" for valid
	}{
		{"string", str, `"x"`, ""},
		{"string", str, `1`, "is a number, not a string"},
		{"filled", filled, `""`, "is empty"},
		{"visible", visible, `" \n"`, "is empty or only whitespace"},
		{"short", short(2), `"abc"`, "has more than 2 characters"},
		{"short counts characters", short(2), `"øø"`, ""},
		{"matching", matching(`^a`), `"b"`, "is not of the form ^a"},
		{"matching a placeholder", matching(`^a`), `"REDACTED_1"`, ""},
		{"word", word("a", "b"), `"c"`, `"c" is none of a, b`},
		{"boolean", boolean, `"true"`, "is a string, not a boolean"},
		{"number", number(0, 1), `1.5`, "1.5 is not within 0 and 1"},
		{"number", number(0, 1), `"1"`, "is a string, not a number"},
		{"any number", anyNumber, `true`, "is a boolean, not a number"},
		{"integer", integer(0, 9), `1.0`, ""},
		{"integer", integer(0, 9), `1.5`, "is not a whole number"},
		{"tally", tally, `-1`, "is not within 0"},
		{"nullable", nullable(str), `null`, ""},
		{"nullable", nullable(str), `[]`, "is an array, not a string"},
		{"null", isNull, `0`, "is a number, not null"},
		{"array", array(str), `["a",1]`, "/1: is a number, not a string"},
		{"array", array(str), `{}`, "is an object, not an array"},
		{"bounded", bounded(1, 2, str), `[]`, "has 0 elements, not 1 to 2"},
		{"bounded", bounded(1, huge, str), `[]`, "not at least 1"},
		{"one kind", oneKind(kinds{text: str, number: anything, boolean: anything}), `true`, ""},
		{"one kind", oneKind(kinds{text: str}), `null`, "is null, which has no place here"},
		{"object", object(fields{"a!": str, "b": str}), `{"c":1}`, "/a: is missing"},
		{"object", object(fields{"a!": str, "b": str}), `{"a":"","c":1}`, "/c: is not a member that is known here"},
		{"object", object(fields{"a": str}), `[]`, "is an array, not an object"},
		{"object names with slashes", object(), `{"a/b~c":1}`, "/a~1b~0c: is not a member"},
		{"open", open(fields{"a!": str}), `{"a":"","c":1}`, ""},
		{"tag", tag, `{"type":"a","x":""}`, ""},
		{"tag", tag, `{"type":"a"}`, "/x: is missing"},
		{"tag", tag, `{"type":"b","x":""}`, "/x: is not a member"},
		{"tag", tag, `{"type":"c"}`, `/type: "c" is none of a, b`},
		{"tag", tag, `{"type":1}`, "/type: is a number, not a string"},
		{"tag", tag, `{}`, "/type: is missing"},
		{"tag", tag, `"a"`, "is a string, not an object"},
		{"no tag", bare, `{"x":""}`, ""},
		{"map", mapOf(str), `{"a":1}`, "/a: is a number"},
		{"map", mapOf(str), `1`, "is a number, not an object"},
		{"exactly one", exactlyOne("a", "b"), `{"a":null}`, "has 0 of a, b, not one"},
		{"at most one", atMostOne("a", "b"), `{"a":1,"b":1}`, "has a and b together"},
		{"base64", base64Text, `"YQ=="`, ""},
		{"base64", base64Text, `"YQ"`, "is not standard base64"},
		{"base64", base64Text, `"-_=="`, "is not standard base64"},
		{"data URL", dataURLText, `"data:text/plain;charset=utf-8;base64,YQ=="`, ""},
		{"data URL", dataURLText, `"data:;base64,YQ=="`, "is not a data URL of base64"},
		{"URL", webURL, `"ftp://example.org/"`, "is not an http or https URL"},
		{"metadata", openaiMetadata, many, "has more than 16 pairs"},
		{"metadata", openaiMetadata, `{"` + strings.Repeat("k", 65) + `":""}`, "has a name of more than 64"},
	} {
		v, found := decode([]byte(c.value))
		if len(found) > 0 {
			t.Fatalf("%s: %v", c.name, found)
		}
		k := &check{}
		c.rule(k, "", v)
		got := strings.Join(k.problems, "\n")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s of %s: got %q, want %q", c.name, c.value, got, c.want)
		}
	}
}

func TestDecode(t *testing.T) {
	for body, want := range map[string]string{
		`{"a":[1,{"b":null}],"c":"é"}`:           "",
		`{"a":{"b":1,"b":2}}`:                    "/a/b: stands twice",
		"{\"a\":\"\xff\"}":                       "is not UTF-8",
		`{"a":1`:                                 "is not JSON",
		`{} {}`:                                  "text after the document",
		``:                                       "is not JSON",
		`{"a":"\ud83d\ude00 \u00e9 \\ud83d \n"}`: "",
		`{"a":"\ud83d"}`:                         "half a character",
		`{"a":"\ude00\ud83d"}`:                   "half a character",
		`{"a":"\ud83d\n"}`:                       "half a character",
		strings.Repeat("[", 300) + strings.Repeat("]", 300): "nests too deeply",
	} {
		_, found := decode([]byte(body))
		got := strings.Join(found, "\n")
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%.40s: got %q, want %q", body, got, want)
		}
	}
}

func TestNull(t *testing.T) {
	k := &check{}
	k.document([]byte("null"), form{})
	if len(k.problems) != 1 {
		t.Errorf("got %q", k.problems)
	}
}

func TestSniffed(t *testing.T) {
	for data, want := range map[string]string{
		"iVBORw0KGgoAAAANSUhEUg==": "image/png", "R0lGODlhAQABAAAAACw=": "image/gif", "/9j/4AAQSkZJRg==": "image/jpeg",
		"UklGRiQAAABXRUJQ": "image/webp", "JVBERi0xLjQK": "application/pdf", "aGVsbG8=": "", "": "",
	} {
		if got := sniffed(data); got != want {
			t.Errorf("%s: got %q, want %q", data, got, want)
		}
	}
}
