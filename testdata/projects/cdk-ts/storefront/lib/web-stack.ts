import * as cdk from 'aws-cdk-lib';
import { aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_ecs as ecs } from 'aws-cdk-lib';
import { aws_ecs_patterns as patterns, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';

interface WebStackProps extends cdk.StackProps {
  environmentSuffix: string;
}

export class WebStack extends cdk.Stack {
  readonly assets: s3.IBucket;

  constructor(scope: Construct, id: string, props: WebStackProps) {
    super(scope, id, props);
    const name = (kind: string) => `storefront-${kind}-${props.environmentSuffix}`;

    this.assets = new s3.Bucket(this, 'Assets', {
      bucketName: name('assets'),
      autoDeleteObjects: true,
      removalPolicy: cdk.RemovalPolicy.DESTROY,
    });
    new cloudfront.Distribution(this, 'Distribution', {
      comment: name('cdn'),
      defaultRootObject: 'index.html',
      priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        origin: origins.S3BucketOrigin.withOriginAccessControl(this.assets),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      },
    });

    const service = new patterns.ApplicationLoadBalancedFargateService(this, 'Renderer', {
      serviceName: name('renderer'),
      loadBalancerName: name('alb').slice(0, 32),
      desiredCount: Number(this.node.tryGetContext('desiredCount')),
      cpu: 512,
      memoryLimitMiB: 1024,
      taskImageOptions: {
        image: ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/node:20'),
        containerPort: 8080,
        environment: { ASSETS: this.assets.bucketName },
      },
    });
    service.targetGroup.configureHealthCheck({ path: '/healthz' });
    const scaling = service.service.autoScaleTaskCount({ minCapacity: 2, maxCapacity: 6 });
    scaling.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 60 });
    this.assets.grantRead(service.taskDefinition.taskRole);
  }
}
