package agents

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/config"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// clientsPage is what the tables here say about the set-up of clients, for people.
const clientsPage = "../../../docs/clients.md"

// TestClientsPage holds docs/clients.md against the tables that the suite runs by.
func TestClientsPage(t *testing.T) {
	want := describe()
	got, err := os.ReadFile(clientsPage)
	if err != nil && !*update {
		t.Fatal(err)
	}
	if string(got) == want {
		return
	}
	if !*update {
		t.Fatalf("%s is not what the tables say; go test ./gateway/e2e/agents -run TestClientsPage -update writes it", clientsPage)
	}
	if err := os.WriteFile(clientsPage, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Errorf("%s is written anew: read the difference", clientsPage)
}

// shown are the values of place holders in the page.
var shown = place{gateway: "http://" + config.DefaultListen, prompt: "…", home: "~", work: "."}

// describe writes the page.
func describe() string {
	var b strings.Builder
	b.WriteString(`# Clients

How each agent is set up to talk to the gateway, exactly as the end-to-end suite does it: this page is made from the tables in
[gateway/e2e/agents](../gateway/e2e/agents), and a test fails where it is not. [scorecard.md](scorecard.md) says what each of them
then does, on a model of each dialect. The gateway is assumed on ` + shown.gateway + `.

## The gateway

Give the client a model name that it knows, and lead that name to any upstream in the gateway's configuration: many clients choose
their tools by the model's name. For a model that thinks between calls and speaks Chat, as DeepSeek's do:

` + "```yaml\n" + configuration(pb.Dialect_DIALECT_CHAT, "https://api.deepseek.com/v1", "${DEEPSEEK_API_KEY}", "deepseek-v4") + "```" + `

reasoning_field says where such a service writes what the model thought. It demands that back, and the gateway then has every client
carry it. The other dialects need no quirks: theirs is sealed by the vendor, and is always carried.

`)
	seen := map[string]bool{}
	for _, c := range clients() {
		describeClient(&b, c, seen[c.npm])
		seen[c.npm] = true
	}
	return b.String()
}

// describeClient writes a section; again says that one about the same program stands above.
func describeClient(b *strings.Builder, c client, again bool) {
	p := shown
	p.model = c.model
	fmt.Fprintf(b, "## %s\n\n", c.title)
	if !again {
		fmt.Fprintf(b, "Version %s: `npm install %s`. It speaks %s.\n\n", c.npm[strings.LastIndex(c.npm, "@")+1:], c.npm, dialectTitle(c))
	}
	for _, paragraph := range c.notes {
		b.WriteString(p.expand(paragraph) + "\n\n")
	}
	if len(c.env) > 0 {
		b.WriteString("| Variable | Value | |\n|---|---|---|\n")
		for _, v := range c.env {
			fmt.Fprintf(b, "| `%s` | `%s` | %s |\n", v.name, p.expand(v.value), v.why)
		}
		b.WriteString("\n")
	}
	for _, f := range c.files {
		path := p.expand(f.path)
		fmt.Fprintf(b, "`%s`:\n\n```%s\n%s```\n\n", path, path[strings.LastIndexByte(path, '.')+1:], p.expand(f.text))
	}
	words := []string{c.bin[strings.LastIndexByte(c.bin, '/')+1:]}
	for _, a := range c.args {
		if a = p.expand(a); strings.ContainsAny(a, " …\"") {
			a = "'" + a + "'"
		}
		words = append(words, a)
	}
	fmt.Fprintf(b, "The suite runs it unattended, as:\n\n```sh\n%s\n```\n\n", strings.Join(words, " "))
	if len(c.offline) > 0 {
		b.WriteString("Beside these it sets what keeps a test from calling home:")
		for i, v := range c.offline {
			fmt.Fprintf(b, "%s `%s=%s` (%s)", map[bool]string{true: "", false: ","}[i == 0], v.name, p.expand(v.value), v.why)
		}
		b.WriteString(".\n\n")
	}
}

func dialectTitle(c client) string {
	for _, t := range targets {
		if t.dialect == c.dialect {
			return t.title
		}
	}
	return all.Name(c.dialect)
}

// TestInstallList prints what .ci/e2e/agents installs.
func TestInstallList(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range clients() {
		folder, _, ok := strings.Cut(c.bin, "/")
		if !ok || !strings.Contains(c.npm[1:], "@") {
			t.Errorf("%s: %s has no version, or %s no folder", c.name, c.npm, c.bin)
		}
		if *install && !seen[folder] {
			fmt.Printf("install: %s %s %s\n", folder, c.npm, c.bin)
			seen[folder] = true
		}
	}
}
