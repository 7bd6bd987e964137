"""Templates: what CDK, CDKTF and Pulumi are about to deploy, read into the same model as their programs.

``loading.load(path, environment)`` gives the graph of a CloudFormation template (JSON or YAML), of ``cdk.out``, of ``cdk.tf.json`` or ``cdktf.out``,
and of ``pulumi preview --json``; every key and value has its span in the file. ``source_map.SourceMap`` leads from there to the source;
``recognition.is_template`` tells what is one, without importing the rest.
"""
