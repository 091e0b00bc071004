package main

import (
	"io"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/canonjson"
	"github.com/interlingua/interlingua/gateway/translate"
	"github.com/spf13/cobra"
)

func explainCommand() *cobra.Command {
	var flags jobFlags
	cmd := &cobra.Command{
		Use:   "explain --kind KIND --from DIALECT",
		Short: "Show the canonical form of a document, and what each target would lose",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			j, err := flags.job(cmd)
			if err != nil {
				return err
			}
			if j.Body, err = io.ReadAll(cmd.InOrStdin()); err != nil {
				return failure{err}
			}
			j.Array = j.Kind == translate.KindStream && jsonx.KindOf(string(j.Body)) == '['
			return explain(cmd.OutOrStdout(), j)
		},
	}
	flags.bindSource(cmd)
	return cmd
}

// explain writes the canonical form of the document, and the outlook for every other dialect.
func explain(w io.Writer, j *translate.Job) error {
	m, outlooks, err := j.Explain(all.All())
	if err != nil {
		return inputError(j, translate.FaultOf(err))
	}
	form, err := canonjson.Marshal(m)
	if err != nil {
		return failure{err}
	}
	doc := jsonx.NewWriter(nil)
	o := doc.Object("")
	o.Raw("canonical", string(form))
	targets, _ := o.Object("targets", "")
	for _, outlook := range outlooks {
		writeOutlook(targets, outlook)
	}
	targets.End()
	o.End()
	if _, err := io.WriteString(w, jsonx.Indent(string(doc.Bytes()))); err != nil {
		return failure{err}
	}
	return nil
}

func writeOutlook(targets jsonx.Object, outlook translate.Outlook) {
	o, _ := targets.Object(all.Name(outlook.Target.Dialect()), "")
	if outlook.Fault != nil {
		writeFault(o, outlook.Fault)
	} else {
		o.Array("losses")
		for _, l := range outlook.Losses {
			writeLoss(o.Writer(), l)
		}
		o.EndArray()
	}
	o.End()
}
