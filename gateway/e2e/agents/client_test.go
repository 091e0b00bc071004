package agents

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/gateway/e2e/launch"
	"github.com/interlingua/interlingua/gateway/e2e/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// client is one agent: all that it takes to run it against the address of a gateway. Texts may hold the place holders of
// expand.
type client struct {
	// name is the client's key in tables; title is how people call it.
	name, title string
	// npm is the package with its version; bin is the program in the folder that it was installed into.
	npm, bin string
	// notes are what else there is to know, as paragraphs.
	notes []string
	// dialect is what it speaks, and model the name that it asks for.
	dialect pb.Dialect
	model   string
	// args is the command line of an unattended run.
	args []string
	// again is the command line of a run that goes on with the last conversation; nil where there is none to be tested.
	again []string
	// homeless says why it cannot go on with a conversation at its own vendor; "" where it can.
	homeless string
	// env are the variables that make it talk to the gateway; offline are those that only keep a test run from calling home.
	env, offline []variable
	// files are its configuration.
	files []file
	// brief says that only the first scenario is for it: a sibling goes through the others.
	brief bool
	// window is the count of input tokens that makes it compact the conversation.
	window int64
	// pauses says that it compacts only where the model has spoken without a call.
	pauses bool
	// manyModels says that its requests beside the session name other models, so that all names have to lead to one.
	manyModels bool
	// side answers its requests beside the session that offer the session's tools; nil for none.
	side func(r *upstream.Request) (upstream.Answer, bool)
	// aside are calls that have it ask for more than answers of the session, and asked what contradicts that it did.
	aside func(dir string) []upstream.Call
	asked func(up *upstream.Server, seen *visits) []string
	// errand is the prompt of a run of its own that has it ask for something else than answers; "" for none.
	errand string
	// tools say how it does what the script asks of it.
	tools toolbox
}

// variable is a variable of the environment and what it is for.
type variable struct{ name, value, why string }

// file is a file of the configuration. Its path begins with {home} or {work}.
type file struct{ path, text string }

// place are the values of the place holders in one run.
type place struct{ gateway, model, prompt, home, work string }

// expand fills the place holders of a text.
func (p place) expand(text string) string {
	return strings.NewReplacer("{gateway}", p.gateway, "{model}", p.model, "{prompt}", p.prompt, "{home}", p.home, "{work}", p.work).Replace(text)
}

// write writes the configuration.
func (c client) write(t testing.TB, p place) {
	t.Helper()
	for _, f := range c.files {
		path := p.expand(f.path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(p.expand(f.text)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// command is the program and its arguments.
func (c client) command(folder string, p place) []string {
	out := []string{filepath.Join(folder, c.bin)}
	for _, a := range c.args {
		out = append(out, p.expand(a))
	}
	return out
}

// environment is all that the client sees of the world: nothing of the caller's but the path.
func (c client) environment(p place) []string {
	out := []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + p.home, "TMPDIR=" + p.home, "TERM=dumb", "LANG=C.UTF-8",
		"NO_PROXY=127.0.0.1,localhost",
	}
	for _, v := range append(c.env, c.offline...) {
		out = append(out, v.name+"="+p.expand(v.value))
	}
	return out
}

// equipment is what sessions are run with: the folder that the clients are installed in, and the server.
type equipment struct {
	folder string
	server launch.Binary
}

// equip gives the equipment, or skips the test.
func equip(t testing.TB) equipment {
	t.Helper()
	folder := os.Getenv("INTERLINGUA_CLIENTS")
	if folder == "" {
		t.Skip("INTERLINGUA_CLIENTS names no folder of installed clients; .ci/e2e/agents makes one")
	}
	return equipment{folder, launch.Build(t)}
}
