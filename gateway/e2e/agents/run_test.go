package agents

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/interlingua/interlingua/gateway/e2e/launch"
)

// timeLimit bounds one run of a client.
const timeLimit = 3 * time.Minute

// result is what a client did.
type result struct {
	exit int
	// out is what it printed, err what it complained of.
	out, err string
	// late is set where it was ended by the time limit.
	late bool
	took time.Duration
	work string
}

// says reports whether the client printed a text anywhere.
func (r result) says(text string) bool {
	return strings.Contains(r.out, text) || strings.Contains(r.err, text)
}

// read gives a file of the workspace, "" where there is none.
func (r result) read(name string) string {
	b, err := os.ReadFile(filepath.Join(r.work, name))
	if err != nil {
		return ""
	}
	return string(b)
}

// settle makes a home and a workspace for one run.
func settle(t testing.TB, gateway string, c client) place {
	t.Helper()
	folder := t.TempDir()
	p := place{gateway: gateway, model: c.model, prompt: prompt, home: filepath.Join(folder, "home"), work: filepath.Join(folder, "work")}
	for _, f := range []string{p.home, p.work} {
		if err := os.Mkdir(f, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range workspace {
		if err := os.WriteFile(filepath.Join(p.work, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c.write(t, p)
	return p
}

// start runs a client to its end. It leads a process group of its own, so that nothing that it started outlives it.
func (e equipment) start(t testing.TB, c client, p place) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), timeLimit)
	defer cancel()
	argv := c.command(e.folder, p)
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Dir, cmd.Env = p.work, c.environment(p)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = 5 * time.Second
	var out, errs launch.Output
	cmd.Stdout, cmd.Stderr = &out, &errs
	begin := time.Now()
	err := cmd.Start()
	if err != nil {
		t.Fatal(err)
	}
	err = cmd.Wait()
	_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	r := result{out: out.String(), err: errs.String(), late: ctx.Err() != nil, took: time.Since(begin), work: p.work}
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		r.exit = exit.ExitCode()
	case err != nil && !errors.Is(err, exec.ErrWaitDelay):
		t.Fatal(err)
	}
	return r
}
