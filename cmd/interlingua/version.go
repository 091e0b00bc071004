package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), "interlingua", version())
			return err
		},
	}
}

// version is what the Go tool chain knows of the build: a tag, or a commit and whether it was changed, and the tool chain itself.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	words := []string{info.Main.Version}
	for _, s := range info.Settings {
		if info.Main.Version == unstamped && s.Key == "vcs.revision" {
			words[0] = s.Value
		}
	}
	return strings.Join(append(words, info.GoVersion, runtime.GOOS+"/"+runtime.GOARCH), " ")
}

// unstamped is the version of a build that the tool chain gave none.
const unstamped = "(devel)"
