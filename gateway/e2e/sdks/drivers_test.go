package sdks

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// driver is one SDK with one of its surfaces.
type driver struct {
	// name is how the scorecard calls it.
	name string
	// script stands in drivers; its ending says what runs it.
	script string
	// surface tells a script of several SDKs which one is meant.
	surface string
}

// drivers is the whole table.
func drivers() []driver {
	return []driver{
		{"openai (Python), Responses", "openai_responses.py", "-"},
		{"openai (Python), Chat", "openai_chat.py", "-"},
		{"anthropic (Python)", "anthropic_messages.py", "-"},
		{"google-genai (Python)", "google_genai.py", "-"},
		{"openai (Node), Responses", "openai-responses.mjs", "-"},
		{"openai (Node), Chat", "openai-chat.mjs", "-"},
		{"@anthropic-ai/sdk (Node)", "anthropic-messages.mjs", "-"},
		{"@google/genai (Node)", "google-genai.mjs", "-"},
		{"AI SDK, openai.responses", "ai.mjs", "openai-responses"},
		{"AI SDK, openai.chat", "ai.mjs", "openai-chat"},
		{"AI SDK, openai-compatible", "ai.mjs", "openai-compatible"},
		{"AI SDK, anthropic", "ai.mjs", "anthropic"},
		{"AI SDK, google", "ai.mjs", "google"},
		{"LangChain, ChatOpenAI on Responses", "chains.py", "openai-responses"},
		{"LangChain, ChatOpenAI on Chat", "chains.py", "openai-chat"},
		{"LangChain, ChatAnthropic", "chains.py", "anthropic"},
		{"LangChain, ChatGoogleGenerativeAI", "chains.py", "google"},
	}
}

// features are the lines of the scorecard for each driver, and what each driver prints, in order.
func features() []string {
	return []string{
		"text", "stream", "tools", "tools, streamed", "structured", "structured, streamed", "thinking shown", "thinking shown, streamed",
		"thinking carried", "thinking carried, streamed", "thinking carried with calls", "image", "pdf", "count", "models", "error 401", "error 400", "error 429", "error 503",
		"upstream key refused", "overflow", "retry", "error in the stream", "cut stream",
	}
}

// line is what a driver prints for a feature.
type line struct {
	Feature, Detail string
	OK              bool
}

// stage copies the drivers to where they find the packages that they import, and gives the folder.
func stage(t *testing.T, clients string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("drivers")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(clients, "sdks", "node_modules"), filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// drive runs a driver and gives its lines by feature.
func drive(t *testing.T, dir, clients string, d driver, url string) map[string]line {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	interpreters := map[string]string{".py": filepath.Join(clients, "venv", "bin", "python"), ".mjs": "node"}
	cmd := exec.CommandContext(ctx, interpreters[filepath.Ext(d.script)], filepath.Join(dir, d.script), d.surface, url)
	// Nothing of the user's own settings, and no telemetry.
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "PYTHONDONTWRITEBYTECODE=1", "LANGSMITH_TRACING=false"}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	lines := map[string]line{}
	for scan := bufio.NewScanner(bytes.NewReader(out)); scan.Scan(); {
		var l line
		if json.Unmarshal(scan.Bytes(), &l) == nil {
			lines[l.Feature] = l
		}
	}
	if err != nil {
		t.Errorf("%s: %v\n%s", d.script, err, stderr.String())
	}
	return lines
}
