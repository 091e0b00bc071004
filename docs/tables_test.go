package docs

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/all"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// The page of all pairs, and where the table of the front page stands.
const (
	pagePath  = "losses-by-pair.md"
	frontPath = "../README.md"
	begin     = "<!-- pairs: go test ./docs -update -->\n"
	end       = "<!-- end of pairs -->\n"
)

// TestTables has the tables be what the code reports.
func TestTables(t *testing.T) {
	found := pairs(t)
	derived(t, pagePath, page(found))
	front, err := os.ReadFile(frontPath)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := bytes.Cut(front, []byte(begin))
	_, after, ok2 := bytes.Cut(rest, []byte(end))
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the table", frontPath)
	}
	derived(t, frontPath, []byte(string(before)+begin+matrix(found)+end+string(after)))
}

// TestExactWithinADialect has nothing be lost on the way from a dialect to itself.
func TestExactWithinADialect(t *testing.T) {
	for _, p := range pairs(t) {
		if p.from.Dialect() == p.to.Dialect() && len(p.places) > 0 {
			t.Errorf("%s: %v", all.Name(p.from.Dialect()), p.places)
		}
	}
}

// derived compares a file with what it is to be, or rewrites it.
func derived(t *testing.T, path string, want []byte) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	switch {
	case bytes.Equal(got, want):
	case adapterstest.Updating():
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
		t.Errorf("rewrote %s: read the diff, then run without -update", path)
	default:
		t.Errorf("%s is not what the code reports: go test ./docs -update", path)
	}
}

// titles are the dialects' names for readers.
var titles = map[pb.Dialect]string{
	pb.Dialect_DIALECT_RESPONSES: "Responses", pb.Dialect_DIALECT_CHAT: "Chat", pb.Dialect_DIALECT_CLAUDE: "Claude", pb.Dialect_DIALECT_GEMINI: "Gemini",
}

func title(a adapters.Adapter) string { return titles[a.Dialect()] }

// matrix is the table of the pairs: how many places of a request and of an answer can be touched.
func matrix(found []pair) string {
	var b strings.Builder
	b.WriteString("| client \\ upstream |")
	for _, a := range all.All() {
		fmt.Fprintf(&b, " %s |", title(a))
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(all.All())) + "\n")
	for i, client := range all.All() {
		fmt.Fprintf(&b, "| **%s** |", title(client))
		for k, upstream := range all.All() {
			if i == k {
				b.WriteString(" exact |")
				continue
			}
			asked, answered := found[i*len(all.All())+k], found[k*len(all.All())+i]
			fmt.Fprintf(&b, " [%d](docs/%s#%s) · [%d](docs/%s#%s) |", count(asked, pb.LossLeg_LOSS_LEG_REQUEST), pagePath, anchor(client, upstream),
				count(answered, pb.LossLeg_LOSS_LEG_RESPONSE), pagePath, anchor(upstream, client))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func count(p pair, leg pb.LossLeg) (n int) {
	for _, one := range p.places {
		if one.leg == leg {
			n++
		}
	}
	return n
}

func anchor(from, to adapters.Adapter) string {
	return strings.ToLower(title(from) + "-to-" + title(to))
}

const pageHead = `# What is lost between each two dialects

This page is made of what the encoders report over the hand-made documents of the adapters' tests; ` + "`go test ./docs -update`" + ` rewrites
it, and the tests fail while it is stale. [losses.md](losses.md) says what the words mean and what counts as a loss at all.

The place is a JSON Pointer into the source's document, with ` + "`*`" + ` for any index or name. A place is lost only where the document has it, and
often only in the case that the reason names. Members that only the source's dialect knows are not listed: each is
reported where it stands. **Refused** says that a request is refused for it unless the policy says otherwise.
`

// page is the page of all pairs.
func page(found []pair) []byte {
	var b bytes.Buffer
	b.WriteString(pageHead)
	for _, p := range found {
		if p.from.Dialect() == p.to.Dialect() {
			continue
		}
		fmt.Fprintf(&b, "\n## %s to %s\n", title(p.from), title(p.to))
		section(&b, "In requests", p, pb.LossLeg_LOSS_LEG_REQUEST)
		section(&b, "In answers", p, pb.LossLeg_LOSS_LEG_RESPONSE)
	}
	return b.Bytes()
}

func section(b *bytes.Buffer, head string, p pair, leg pb.LossLeg) {
	if count(p, leg) == 0 {
		fmt.Fprintf(b, "\n%s: nothing.\n", head)
		return
	}
	fmt.Fprintf(b, "\n%s:\n\n| Place | Class | Done | Why | |\n|---|---|---|---|---|\n", head)
	for _, one := range p.places {
		if one.leg != leg {
			continue
		}
		refused := ""
		if one.refused {
			refused = "refused"
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s | %s |\n", one.path, one.class, one.action, strings.ReplaceAll(one.detail, "|", `\|`), refused)
	}
}
